//! The types of schemas, outlined in one line each, and the findings about them.

use std::fmt::Write as _;

use super::Schemas;
use crate::config::ClientConfig;
use crate::diagnostics::Sink;
use crate::dialect::{Dialect, Translator, detect};
use crate::lower::lower;
use crate::lower::parts::Parts;
use crate::model::{Additional, Shape, Table, Type, TypeId, WithoutTag};
use crate::source::Documents;

mod choices;
mod constants;
mod constraints;
mod effort;
mod tags;

/// Returns a description in YAML with these schemas; `@Name` is a reference to one.
fn description(version: &str, schemas: &str) -> String {
    let mut parts = schemas.split('@');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_alphanumeric());
        let (name, rest) = part.split_at(end.unwrap_or(part.len()));
        write!(written, "{{ $ref: '#/components/schemas/{name}' }}{rest}").unwrap();
    }
    let mut text = format!(
        "openapi: {version}\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n"
    );
    for line in written.lines() {
        writeln!(text, "    {line}").unwrap();
    }
    text
}

/// Returns the outline of the named schemas, one per line, followed by the findings.
fn outline(version: &str, schemas: &str) -> String {
    let sink = Sink::new();
    let text = description(version, schemas);
    let documents = Documents::from_text("test.yaml", text, &sink).expect("the text is YAML");
    let dialect = detect(&documents).unwrap_or(Dialect::OpenApi30);
    let config = ClientConfig::new("test.yaml", "unused", "test");
    let lowered = lower(&documents, dialect, &config, &sink);
    let types = &lowered.api.types;
    let mut lines = Vec::new();
    for ty in types.values() {
        if let Some(name) = &ty.component {
            lines.push(format!("{name}: {}", shape(types, ty, 0)));
        }
    }
    for found in sink.finish() {
        lines.push(format!("{}: {}", found.entry.code, found.message));
    }
    lines.join("\n")
}

fn refer(types: &Table<TypeId, Type>, id: TypeId, depth: usize) -> String {
    let ty = types.get(id).expect("the type is there");
    match &ty.component {
        Some(name) => name.clone(),
        None if depth > 6 => "...".to_owned(),
        None => shape(types, ty, depth + 1),
    }
}

fn shape(types: &Table<TypeId, Type>, ty: &Type, depth: usize) -> String {
    let refer = |id| refer(types, id, depth);
    let text = match &ty.shape {
        Shape::Any => "any".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer(_) => "integer".to_owned(),
        Shape::Number(_) => "number".to_owned(),
        Shape::Text(text) => format!("{text:?}").to_lowercase(),
        Shape::Enumeration(of) => {
            let values = of.values.iter().map(|value| match &value.name {
                Some(name) => format!("{}={name}", value.value),
                None => value.value.clone(),
            });
            let others = of.is_open.then(|| "...".to_owned());
            let values: Vec<_> = values.chain(others).collect();
            format!("<{}>", values.join(" "))
        }
        Shape::List { item } => format!("[{}]", refer(*item)),
        Shape::Tuple { items } => {
            let items: Vec<_> = items.iter().map(|item| refer(*item)).collect();
            format!("[{}]", items.join(", "))
        }
        Shape::Map { value } => format!("{{*: {}}}", refer(*value)),
        Shape::Object(object) => {
            let properties = object.properties.iter().map(|property| {
                let marks = [
                    (!property.required, "?"),
                    (property.read_only, " read"),
                    (property.write_only, " write"),
                ];
                let marks: String = marks
                    .iter()
                    .filter(|mark| mark.0)
                    .map(|mark| mark.1)
                    .collect();
                let constant = property.constant.as_ref();
                let constant = constant.map(|constant| format!("={}", constant.json()));
                let constant = constant.unwrap_or_default();
                format!("{}{marks}{constant}: {}", property.name, refer(property.ty))
            });
            let mut all: Vec<_> = properties.collect();
            if let Additional::Of(value) = object.additional {
                all.push(format!("*: {}", refer(value)));
            }
            format!("{{{}}}", all.join(", "))
        }
        Shape::Union(union) => {
            let variants = union.variants.iter().map(|variant| {
                let tags = match variant.tags.as_slice() {
                    [] => String::new(),
                    tags => {
                        let tags: Vec<String> = tags.iter().map(ToString::to_string).collect();
                        format!("={}", tags.join(","))
                    }
                };
                let without_tag = match variant.without_tag {
                    WithoutTag::No => "",
                    WithoutTag::ByLooks => "?",
                    WithoutTag::Preferred => "!",
                };
                refer(variant.ty) + &tags + without_tag
            });
            let variants: Vec<_> = variants.collect();
            let by = union.discriminator.as_ref();
            let by = by
                .map(|by| format!("by {} ", by.property))
                .or_else(|| {
                    let distinguishing = union.distinguishing.join(", ");
                    (!distinguishing.is_empty())
                        .then(|| format!("distinguishing {distinguishing}: "))
                })
                .unwrap_or_default();
            format!("({by}{})", variants.join(" | "))
        }
        Shape::Given { .. } => "given".to_owned(),
        Shape::Alias { target } => format!("= {}", refer(*target)),
    };
    if ty.nullable { text + " or null" } else { text }
}

/// A version, schemas, and their outline.
type Row = (&'static str, &'static str, &'static str);

fn check(rows: &[Row]) {
    let mut wrong = String::new();
    for (version, schemas, expected) in rows {
        let found = outline(version, schemas);
        if found != *expected {
            write!(wrong, "\n{schemas}\nbecame\n{found}\nnot\n{expected}\n").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

const V30: &str = "3.0.3";

const V31: &str = "3.1.0";

#[test]
fn a_variant_of_a_base_is_not_an_alias() {
    check(&[
        (
            V30,
            "Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n\
             Dog: { allOf: [@Pet] }\n\
             Cat: { allOf: [@Pet, { properties: { claws: { type: integer } } }] }",
            "Pet: (by kind Dog=Dog | Cat=Cat)\n\
             Dog: {kind: plain}\n\
             Cat: {kind: plain, claws?: integer}",
        ),
        (
            V31,
            "Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { dog: Dog, pup: Pup } } }\n\
             Dog: { $ref: '#/components/schemas/Pet', description: A dog. }\n\
             Pup: { $ref: '#/components/schemas/Pet' }",
            "Pet: (by kind Dog=dog | Pup=pup)\n\
             Dog: {kind: plain}\n\
             Pup: {kind: plain}",
        ),
        // A single extending schema is a variant, too: values of other kinds may be added later.
        (
            V30,
            "Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n\
             Cat: { allOf: [@Pet, { properties: { claws: { type: integer } } }] }\n\
             One: { oneOf: [@Cat], discriminator: { propertyName: kind } }",
            "Pet: (by kind Cat=Cat)\n\
             Cat: {kind: plain, claws?: integer}\n\
             One: (by kind Cat=Cat)",
        ),
        // A base that lists the schemas that extend it.
        (
            V30,
            "Pet: { type: object, required: [kind], properties: { kind: { type: string } }, oneOf: [@Cat, @Dog], discriminator: { propertyName: kind } }\n\
             Cat: { allOf: [@Pet, { properties: { claws: { type: integer } } }] }\n\
             Dog: { allOf: [@Pet] }\n\
             Owned: { allOf: [@Pet, { required: [owner], properties: { owner: { type: string } } }] }",
            "Pet: (by kind Cat=Cat | Dog=Dog)\n\
             Cat: {kind: plain, claws?: integer}\n\
             Dog: {kind: plain}\n\
             Owned: ({kind: plain, owner: plain, claws?: integer} | {kind: plain, owner: plain})",
        ),
    ]);
}

#[test]
fn unions_that_lead_back_to_themselves_are_cut() {
    check(&[
        (V30, "A: { oneOf: [{ type: string }, @A] }", "A: = plain"),
        (
            V30,
            "C: { anyOf: [@D, { type: integer }] }\n\
             D: { anyOf: [@C, { type: string }] }",
            "C: (integer | plain)\n\
             D: (plain | integer)",
        ),
        (
            V30,
            "C: { oneOf: [@D, { type: integer }] }\n\
             D: { allOf: [@C], description: x }",
            "C: = integer\n\
             D: = C",
        ),
        (
            V30,
            "U: { oneOf: [@U] , nullable: true, description: x }\n\
             N: { oneOf: [{ type: integer }, { type: array, items: @N }] }",
            "U: any or null\n\
             N: (integer | [N])\n\
             cyclic-schema: this union leads to nothing but itself",
        ),
    ]);
}

#[test]
fn keywords_beside_a_union_keep_its_tags() {
    check(&[
        (
            V30,
            "Pet: { type: object, required: [kind, name], properties: { kind: { type: string }, name: { type: string } }, oneOf: [@Cat, @Dog], discriminator: { propertyName: kind, mapping: { c: Cat, d: Dog } } }\n\
             Cat: { type: object, properties: { kind: { type: string } } }\n\
             Dog: { type: object, properties: { kind: { type: string } } }",
            "Pet: (by kind {kind: plain, name: plain}=c | {kind: plain, name: plain}=d)\n\
             Cat: {kind?=\"c\": plain}\n\
             Dog: {kind?=\"d\": plain}",
        ),
        // A discriminator in an unnamed member belongs to the schema.
        (
            V30,
            "Base: { type: object, properties: { t: { type: string } } }\n\
             Mid: { allOf: [@Base, { type: object, properties: { m: { type: string } }, discriminator: { propertyName: t } }] }\n\
             X: { allOf: [@Mid, { properties: { x: { type: string } } }] }\n\
             Y: { allOf: [@Mid, { properties: { y: { type: string } } }] }",
            "Base: {t?: plain}\n\
             Mid: (by t X=X | Y=Y)\n\
             X: {t?=\"X\": plain, m?: plain, x?: plain}\n\
             Y: {t?=\"Y\": plain, m?: plain, y?: plain}",
        ),
        // A nested union has the discriminator values of its variants.
        (
            V30,
            "U: { oneOf: [@V, @C], discriminator: { propertyName: t } }\n\
             V: { oneOf: [@A, @B], discriminator: { propertyName: t } }\n\
             A: { type: object, properties: { t: { type: string } } }\n\
             B: { type: object, properties: { t: { type: string } } }\n\
             C: { type: object, properties: { t: { type: string } } }",
            "U: (by t V=A,B | C=C)\n\
             V: (by t A=A | B=B)\n\
             A: {t?=\"A\": plain}\n\
             B: {t?=\"B\": plain}\n\
             C: {t?=\"C\": plain}",
        ),
        // Disjoint enumerations distinguish variants.
        (
            V31,
            "U: { discriminator: { propertyName: t }, oneOf: [{ type: object, properties: { t: { const: a } } }, { type: object, properties: { t: { enum: [b, c] } } }] }",
            "U: (by t {t?=\"a\": <a>}=a | {t?=\"b\": <b c>}=b,c)",
        ),
        (
            V30,
            "U: { oneOf: [@A, @B], discriminator: { propertyName: t, mapping: { a: A, b: Nope, c: C, d: Aa } } }\n\
             A: { type: object, properties: { t: { type: string } } }\n\
             B: { type: object, properties: { t: { type: string } } }\n\
             C: { type: object, properties: { t: { type: string } } }",
            "U: (by t A=a | B=B)\n\
             A: {t?=\"a\": plain}\n\
             B: {t?=\"B\": plain}\n\
             C: {t?: plain}\n\
             unresolved-reference: there is no schema `Nope`\n\
             unlisted-variant: `C` is not among the union's schemas: values with `c` are kept as JSON\n\
             unresolved-reference: there is no schema `Aa`",
        ),
    ]);
}

#[test]
fn all_of_is_what_all_members_say() {
    check(&[
        (
            V30,
            "A: { allOf: [{ properties: { id: { type: string, readOnly: true }, pw: { type: string } } }, { properties: { id: { type: string, description: x }, pw: { type: string, writeOnly: true } } }] }",
            "A: {id? read: plain, pw? write: plain}",
        ),
        // A schema that extends the other one is the narrower of both.
        (
            V30,
            "Node: { type: object, properties: { parent: @Node } }\n\
             Rich: { allOf: [@Node, { properties: { color: { type: string }, parent: @Rich } }] }",
            "Node: {parent?: Node}\n\
             Rich: {parent?: Rich, color?: plain}",
        ),
        (
            V30,
            "A: { allOf: [{ type: string, enum: [a, b] }, { type: string, enum: [c] }] }\n\
             B: { allOf: [{ type: string, format: uuid }, { type: string, format: date }] }\n\
             C: { allOf: [{ type: integer, minimum: 5 }, { type: integer, maximum: 4 }] }",
            "A: <c>\n\
             B: date\n\
             C: integer\n\
             conflicting-all-of: no value is among one enumeration and the other\n\
             conflicting-all-of: no string is of format `uuid` and of format `date`\n\
             conflicting-all-of: no value is at least 5 and at most 4",
        ),
        // `null` is a value if all members admit it.
        (
            V30,
            "N: { type: object, nullable: true, properties: { n: { type: string } } }\n\
             M: { type: object, properties: { m: { type: string } } }\n\
             One: { allOf: [@N, @M] }\n\
             Named: { allOf: [@N, { type: object, properties: { x: { type: string } } }] }\n\
             Idiom: { allOf: [@M, { type: object, nullable: true }] }\n\
             Both: { allOf: [@N, { type: object, nullable: true, properties: { x: { type: string } } }] }\n\
             Beside: { nullable: true, allOf: [@M, { properties: { x: { type: string } } }] }\n\
             Among: { allOf: [@M, { nullable: true }] }\n\
             Added: { allOf: [@N, { properties: { x: { type: string } } }] }",
            "N: {n?: plain} or null\n\
             M: {m?: plain}\n\
             One: {n?: plain, m?: plain}\n\
             Named: {n?: plain, x?: plain}\n\
             Idiom: = M or null\n\
             Both: {n?: plain, x?: plain} or null\n\
             Beside: {m?: plain, x?: plain} or null\n\
             Among: = M or null\n\
             Added: {n?: plain, x?: plain} or null",
        ),
    ]);
}

#[test]
fn what_conditions_name_may_be_there() {
    check(&[(
        V31,
        "A: { type: object, required: [kind], properties: { kind: { type: string } }, if: { properties: { kind: { const: a } } }, then: { required: [a], properties: { a: { type: integer }, kind: { const: a } } }, else: { properties: { b: { type: string } } }, dependentSchemas: { kind: { properties: { b: { type: integer } } } } }",
        "A: {kind: plain, a?: integer, b?: any}\n\
         unchecked-keyword: `dependentSchemas` is not checked: values it excludes are accepted, and the properties it names are optional\n\
         unchecked-keyword: `else` is not checked: values it excludes are accepted, and the properties it names are optional\n\
         widened-schema: conditions give `b` several schemas: any JSON is accepted\n\
         unchecked-keyword: `if` is not checked: values it excludes are accepted\n\
         unchecked-keyword: `then` is not checked: values it excludes are accepted, and the properties it names are optional",
    )]);
}

#[test]
fn an_object_that_lists_no_properties_has_none_yet() {
    check(&[(
        V30,
        "None: { type: object, properties: {} }\n\
         Title: { type: object, title: Of its own }\n\
         Bare: { type: object }\n\
         Open: { type: object, properties: {}, additionalProperties: true }\n\
         Both: { allOf: [@None, { type: object }] }\n\
         In: { type: object, properties: { data: { type: object, title: Data }, own: { type: object, title: Of its own }, list: { type: array, items: { type: object, title: Any } } } }",
        "None: {}\n\
         Title: {}\n\
         Bare: {*: any}\n\
         Open: {*: any}\n\
         Both: = None\n\
         In: {data?: {*: any}, own?: {}, list?: [{*: any}]}",
    )]);
}

#[test]
fn an_object_by_patterns_is_a_map_of_their_type() {
    check(&[(
        V31,
        "One: { type: object, patternProperties: { '^x-': { type: integer } } }\n\
         Closed: { type: object, patternProperties: { '^x-': { type: integer } }, additionalProperties: false }\n\
         Alike: { type: object, patternProperties: { '^x-': { type: string }, '^y-': { type: string } }, additionalProperties: false }\n\
         Names: { type: object, propertyNames: { pattern: '^x-' }, additionalProperties: { type: integer } }\n\
         Named: { type: object, properties: { a: { type: string } }, patternProperties: { '^x-': { type: integer } } }",
        "One: {*: integer}\n\
         Closed: {*: integer}\n\
         Alike: {*: plain}\n\
         Names: {*: integer}\n\
         Named: {a?: plain, *: any}\n\
         widened-schema: each property may hold what any of the patterns allows, whichever its name matches\n\
         widened-schema: a name that no pattern matches may have any value: so may all others\n\
         unchecked-keyword: `propertyNames` is not checked: values it excludes are accepted\n\
         unchecked-schema: a name that no pattern matches may have any value: one of another type is a decode error",
    )]);
}
