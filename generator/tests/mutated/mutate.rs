//! Mutations of a description, at the level of its tree: what people, tools and other versions of OpenAPI do to one, and
//! what nobody would.

use fastrand::Rng;

use crate::corpus::Corpus;
use crate::texts;
use crate::tree::{Node, Route};

/// Where the mutations of one description come from.
pub struct Mutator<'c> {
    pub corpus: &'c Corpus,
    pub rng: Rng,
}

/// Nodes beyond which a description does not grow: it is the kinds that matter, not the size.
const MAX_NODES: usize = 4_000;

impl Mutator<'_> {
    /// A description of the fixtures, mutated; a second one may be mixed into it.
    pub fn describe(&mut self) -> Node {
        let mut root = self.corpus.description(&mut self.rng);
        if self.rng.u8(..4) == 0 {
            let other = self.corpus.description(&mut self.rng);
            mix(&mut root, other);
        }
        let times = match self.rng.u8(..10) {
            0..=5 => self.rng.usize(1..4),
            6..=8 => self.rng.usize(4..12),
            _ => self.rng.usize(12..40),
        };
        for _ in 0..times {
            self.mutate(&mut root);
        }
        root
    }

    fn mutate(&mut self, root: &mut Node) {
        let routes = root.routes();
        let route = self.choose(&routes);
        let is_full = routes.len() > MAX_NODES;
        match self.rng.u8(..17) {
            0..=2 => self.swap(root, &route),
            3 | 4 => delete(root, &route),
            5 if !is_full => self.duplicate(root, &route),
            6 => self.change_type(root, &route),
            7 | 8 => self.refer(root, &routes, &route),
            9 | 10 => self.splice(root, &route),
            11 => self.write_number(root, &route),
            12 | 13 => self.write_text(root, &routes, &route),
            14 if !is_full => self.wrap(root, &route),
            15 if !is_full => self.repeat(root, &route),
            _ => self.change_version(root),
        }
    }

    fn choose(&mut self, routes: &[Route]) -> Route {
        routes[self.rng.usize(..routes.len())].clone()
    }

    fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.rng.usize(..values.len())]
    }

    /// A node becomes one of another description: mostly one that stands under the same key.
    fn swap(&mut self, root: &mut Node, route: &Route) {
        let key = key_of(root, route).unwrap_or_default();
        let is_alike = self.rng.u8(..4) > 0;
        let found = self.corpus.value(&key, &mut self.rng).filter(|_| is_alike);
        let other = found.unwrap_or_else(|| self.corpus.member(&mut self.rng).1);
        if !route.is_empty() {
            *root.at_mut(route).unwrap() = other;
        }
    }

    /// A key or an item stands there twice: with the same value or another, or a value under another key.
    fn duplicate(&mut self, root: &mut Node, route: &Route) {
        let Some((index, above)) = route.split_last() else {
            return;
        };
        let (name, other) = self.corpus.member(&mut self.rng);
        let case = self.rng.u8(..4);
        match root.at_mut(above).unwrap() {
            Node::List(items) => {
                let item = items[*index].clone();
                items.push(if case == 0 { other } else { item });
            }
            Node::Object(members) => {
                let (key, value) = members[*index].clone();
                members.push(match case {
                    0 => (key, other),
                    1 => (key, value),
                    2 => (name, value),
                    // As one name in two cases, or by a hand that slipped.
                    _ => (key.to_uppercase(), value),
                });
            }
            _ => {}
        }
    }

    fn change_type(&mut self, root: &mut Node, route: &Route) {
        let node = root.at_mut(route).unwrap();
        let old = node.clone();
        let literal = |text: &str| Node::Literal(text.to_owned());
        *node = match self.rng.u8(..12) {
            0 => literal("null"),
            1 => literal("true"),
            2 => literal("false"),
            3 => literal("0"),
            4 => literal("-1.5"),
            5 => Node::Text(String::new()),
            6 => Node::Text("object".to_owned()),
            7 => Node::List(Vec::new()),
            8 => Node::List(vec![old.clone(), old]),
            9 => Node::Object(Vec::new()),
            10 => Node::Object(vec![(self.corpus.member(&mut self.rng).0, old)]),
            _ => match old {
                Node::Literal(text) => Node::Text(text),
                Node::List(items) => Node::Object(
                    items
                        .into_iter()
                        .enumerate()
                        .map(|(index, item)| (index.to_string(), item))
                        .collect(),
                ),
                Node::Object(members) => {
                    Node::List(members.into_iter().map(|(_, value)| value).collect())
                }
                Node::Text(text) => Node::List(vec![Node::Text(text)]),
            },
        };
    }

    /// A reference to any place, also around itself, or to none.
    fn refer(&mut self, root: &mut Node, routes: &[Route], route: &Route) {
        let components: Vec<&Route> = routes
            .iter()
            .filter(|route| {
                let pointer = root.pointer(route);
                let is_section =
                    pointer.starts_with("/components/") || pointer.starts_with("/definitions/");
                is_section && route.len() <= 3
            })
            .collect();
        let target = match self.rng.u8(..10) {
            0..=4 if !components.is_empty() => {
                let target = components[self.rng.usize(..components.len())];
                format!("#{}", root.pointer(target))
            }
            0..=5 => format!("#{}", root.pointer(&self.choose(routes))),
            // Itself, or what it is part of.
            6 | 7 => {
                let length = self.rng.usize(..=route.len());
                format!("#{}", root.pointer(&route[..length]))
            }
            8 => self
                .pick(&[
                    "#",
                    "#/",
                    "",
                    "#/components/schemas/",
                    "#/components/schemas/None",
                    "#anchor",
                    "%00",
                    "#/%zz",
                    "#/%25",
                    "a.yaml#/b",
                    "http://[::1",
                    "//",
                    "#/paths/~1",
                    "#/~2",
                    "urn:a:b#c",
                ])
                .to_owned(),
            _ => percent_encoded(&root.pointer(&self.choose(routes))),
        };
        let key = self.pick(&[
            "$ref",
            "$ref",
            "$ref",
            "$ref",
            "$ref",
            "$dynamicRef",
            "operationRef",
        ]);
        let node = root.at_mut(route).unwrap();
        let reference = (key.to_owned(), Node::Text(target));
        match node {
            Node::Object(members) if self.rng.bool() => members.push(reference),
            // A mapping, a list of names.
            Node::Text(text) if self.rng.bool() => {
                if let Node::Text(target) = reference.1 {
                    *text = target;
                }
            }
            node => *node = Node::Object(vec![reference]),
        }
    }

    /// A key of another kind of object, or another version of OpenAPI.
    fn splice(&mut self, root: &mut Node, route: &Route) {
        let (mut key, mut value) = self.corpus.member(&mut self.rng);
        if self.rng.bool() {
            let known = self.pick(KEYWORDS);
            if let Some(found) = self.corpus.value(known, &mut self.rng) {
                (key, value) = (known.to_owned(), found);
            }
        }
        match root.at_mut(route).unwrap() {
            Node::Object(members) => {
                let place = self.rng.usize(..=members.len());
                members.insert(place, (key, value));
            }
            Node::List(items) => items.push(value),
            _ => {}
        }
    }

    fn write_number(&mut self, root: &mut Node, route: &Route) {
        let number = Node::Literal(self.pick(NUMBERS).to_owned());
        let keyword = self.pick(COUNTED);
        match root.at_mut(route).unwrap() {
            Node::Object(members) if self.rng.bool() => members.push((keyword.to_owned(), number)),
            Node::List(items) => items.push(number),
            node if !route.is_empty() => *node = number,
            _ => {}
        }
    }

    /// A name or a text becomes a hostile one. What refers to the name does so still, or no more.
    fn write_text(&mut self, root: &mut Node, routes: &[Route], route: &Route) {
        let texts = texts::hostile();
        let text = texts[self.rng.usize(..texts.len())].clone();
        if self.rng.bool() {
            let leaves: Vec<&Route> = routes
                .iter()
                .filter(|route| matches!(root.at(route), Some(Node::Text(_))) && route.len() > 1)
                .collect();
            if !leaves.is_empty() {
                let leaf = leaves[self.rng.usize(..leaves.len())];
                *root.at_mut(leaf).unwrap() = Node::Text(text);
                return;
            }
        }
        let Some((index, above)) = route.split_last() else {
            return;
        };
        let is_kept = self.rng.bool();
        let old = root.pointer(route);
        if let Some(Node::Object(members)) = root.at_mut(above) {
            members[*index].0 = text;
        }
        let new = root.pointer(route);
        if is_kept && old != new {
            redirect(root, &format!("#{old}"), &format!("#{new}"));
        }
    }

    /// A node becomes part of a schema around it.
    fn wrap(&mut self, root: &mut Node, route: &Route) {
        let other = self.corpus.value("schema", &mut self.rng);
        let times = if self.rng.u8(..6) == 0 {
            self.rng.usize(2..70)
        } else {
            1
        };
        let keyword = self.pick(&["allOf", "oneOf", "anyOf", "not", "items", "properties"]);
        let node = root.at_mut(route).unwrap();
        if route.is_empty() {
            return;
        }
        for _ in 0..times {
            let inner = node.clone();
            let value = match keyword {
                "not" | "items" => inner,
                "properties" => Node::Object(vec![("inner".to_owned(), inner)]),
                _ if times == 1 => {
                    let others = other.clone().into_iter();
                    Node::List(std::iter::once(inner).chain(others).collect())
                }
                _ => Node::List(vec![inner]),
            };
            let ty = ("type".to_owned(), Node::Text("array".to_owned()));
            let mut members = vec![(keyword.to_owned(), value)];
            if keyword == "items" {
                members.push(ty);
            }
            *node = Node::Object(members);
        }
    }

    /// The members of an object or the items of a list, again and again.
    fn repeat(&mut self, root: &mut Node, route: &Route) {
        let times = self.rng.usize(2..30);
        match root.at_mut(route).unwrap() {
            Node::List(items) if items.iter().map(Node::count).sum::<usize>() < 60 => {
                let all = items.clone();
                (0..times).for_each(|_| items.extend(all.iter().cloned()));
            }
            Node::Object(members)
                if members.iter().map(|(_, one)| one.count()).sum::<usize>() < 60 =>
            {
                let all = members.clone();
                for number in 0..times {
                    let again = all.iter().cloned();
                    members.extend(again.map(|(key, value)| (format!("{key}{number}"), value)));
                }
            }
            _ => {}
        }
    }

    fn change_version(&mut self, root: &mut Node) {
        let Node::Object(members) = root else { return };
        let (key, version) = self.pick(&[
            ("swagger", "2.0"),
            ("openapi", "3.0.3"),
            ("openapi", "3.0.4"),
            ("openapi", "3.1.0"),
            ("openapi", "3.1.1"),
            ("openapi", "3.2.0"),
        ]);
        members.retain(|(key, _)| key != "swagger" && key != "openapi");
        members.insert(0, (key.to_owned(), Node::Text(version.to_owned())));
    }
}

/// Removes a node with its key.
pub fn delete(root: &mut Node, route: &[usize]) {
    let Some((index, above)) = route.split_last() else {
        return;
    };
    match root.at_mut(above) {
        Some(Node::List(items)) => drop(items.remove(*index)),
        Some(Node::Object(members)) => drop(members.remove(*index)),
        _ => {}
    }
}

/// The parts of another description are added; those of the same name stay.
fn mix(root: &mut Node, other: Node) {
    let (Node::Object(members), Node::Object(others)) = (root, other) else {
        return;
    };
    for (key, value) in others {
        match members.iter_mut().find(|(name, _)| *name == key) {
            None => members.push((key, value)),
            Some((_, node)) if matches!(key.as_str(), "paths" | "components") => mix(node, value),
            Some((_, node)) => {
                if let (Node::Object(_), Node::Object(_)) = (&*node, &value) {
                    mix(node, value);
                }
            }
        }
    }
}

/// The key that a node stands under; of an item, that of its list.
fn key_of(root: &Node, route: &[usize]) -> Option<String> {
    let (index, above) = route.split_last()?;
    match root.at(above)? {
        Node::Object(members) => Some(members[*index].0.clone()),
        _ => key_of(root, above),
    }
}

/// References that begin so begin otherwise.
fn redirect(node: &mut Node, old: &str, new: &str) {
    match node {
        Node::Text(text) => {
            if let Some(rest) = text.strip_prefix(old)
                && (rest.is_empty() || rest.starts_with('/'))
            {
                *text = format!("{new}{rest}");
            }
        }
        Node::List(items) => items.iter_mut().for_each(|item| redirect(item, old, new)),
        Node::Object(members) => members
            .iter_mut()
            .for_each(|(_, value)| redirect(value, old, new)),
        Node::Literal(_) => {}
    }
}

fn percent_encoded(pointer: &str) -> String {
    let encoded = pointer.bytes().map(|byte| match byte {
        b'/' => "/".to_owned(),
        _ => format!("%{byte:02X}"),
    });
    format!("#{}", encoded.collect::<String>())
}

/// Keys of schemas, parameters and descriptions of all versions.
const KEYWORDS: &[&str] = &[
    "$anchor",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$ref",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "allowEmptyValue",
    "allowReserved",
    "anyOf",
    "basePath",
    "collectionFormat",
    "components",
    "const",
    "consumes",
    "content",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependentSchemas",
    "deprecated",
    "discriminator",
    "encoding",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "explode",
    "format",
    "headers",
    "host",
    "if",
    "in",
    "items",
    "itemSchema",
    "links",
    "maxItems",
    "maximum",
    "minLength",
    "multipleOf",
    "name",
    "not",
    "nullable",
    "oneOf",
    "operationId",
    "parameters",
    "pattern",
    "patternProperties",
    "prefixItems",
    "produces",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "requestBody",
    "responses",
    "schema",
    "schemes",
    "security",
    "securitySchemes",
    "servers",
    "style",
    "tags",
    "then",
    "title",
    "type",
    "unevaluatedProperties",
    "variables",
    "webhooks",
    "writeOnly",
    "x-enum-varnames",
    "x-nullable",
    "x-oasmith",
    "x-oasmith-name",
    "x-oasmith-pagination",
    "xml",
];

/// Keywords that have a number.
const COUNTED: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "default",
    "const",
    "minContains",
];

/// Numbers at limits.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "0.1",
    "1.0",
    "127",
    "-129",
    "255",
    "256",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "1e2",
    "1e308",
    "1e400",
    "-1e400",
    "5e-324",
    "3.5e38",
    "1e-400",
    "123456789012345678901234567890123456789012345678901234567890",
    "0.1234567890123456789012345678901234567890",
];
