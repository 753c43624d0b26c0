//! The traits that each type derives in addition to the standard ones. A type does not derive a
//! trait that something it contains does not implement.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::kept::Kept;
use super::names::Names;
use crate::config::{ClientConfig, Derive, Replacement, ReplacementDependency};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::{Api, GivenFor, Shape, TypeId};
use crate::plan::{ExternalType, Item, ItemKind, RustType};

/// The derives of the crate's types.
#[derive(Default)]
pub(super) struct Derives {
    /// The derived traits of each type that has any.
    pub by_type: BTreeMap<TypeId, Vec<String>>,
    /// The crates that they come from.
    pub dependencies: BTreeMap<String, ReplacementDependency>,
}

/// Decides the derives of each item.
pub(super) fn plan_derives(
    items: &[Item],
    api: &Api,
    names: &Names<'_>,
    kept: &Kept<'_>,
    config: &ClientConfig,
    sink: &Sink,
) -> Derives {
    let mut dependencies = BTreeMap::new();
    let mut asked = Asked::find(items, api, names, config, sink);
    asked.keep(items, kept);
    if asked.by_path.is_empty() {
        return Derives::default();
    }
    let graph = Graph::new(items, api, config);
    let mut left_out: BTreeMap<usize, Vec<(String, Blame)>> = BTreeMap::new();
    let mut derived: Vec<Vec<String>> = vec![Vec::new(); items.len()];
    for (derive, wanted) in asked.by_path.values() {
        let outcome = graph.settle(derive, wanted);
        for position in outcome.derived {
            let has_anyway = items
                .get(position)
                .is_some_and(|item| has_anyway(item, derive));
            if let (Some(derives), false) = (derived.get_mut(position), has_anyway) {
                derives.push(derive.path.clone());
                if let Some(dependency) = &derive.dependency {
                    dependencies.insert(dependency.package.clone(), dependency.clone());
                }
            }
        }
        for (position, blame) in outcome.left_out {
            let found = left_out.entry(position).or_default();
            found.push((derive.path.clone(), blame));
        }
    }
    for (position, found) in left_out {
        if let Some(item) = items.get(position) {
            report(item, &asked, position, found, api, sink);
        }
    }
    let mut by_type = BTreeMap::new();
    for (item, mut derives) in items.iter().zip(derived) {
        let place = |path: &String| Derive::STD.iter().position(|known| known == path);
        derives.sort_by_key(|path| (place(path).unwrap_or(Derive::STD.len()), path.clone()));
        if !derives.is_empty() {
            by_type.insert(item.source, derives);
        }
    }
    Derives {
        by_type,
        dependencies,
    }
}

/// The requested derives.
struct Asked {
    /// Each trait with the items requested to derive it: all, or some by position.
    by_path: BTreeMap<String, (Derive, Wanted)>,
}

#[derive(Default)]
struct Wanted {
    all: bool,
    named: BTreeSet<usize>,
    /// Those that derived it in an earlier crate.
    kept: BTreeSet<usize>,
}

impl Asked {
    fn find(
        items: &[Item],
        api: &Api,
        names: &Names<'_>,
        config: &ClientConfig,
        sink: &Sink,
    ) -> Self {
        let mut asked = Self {
            by_path: BTreeMap::new(),
        };
        for derive in &config.derives.all {
            asked.each(derive, |wanted| wanted.all = true);
        }
        let mut unused: BTreeSet<&str> = config.derives.types.keys().map(String::as_str).collect();
        let mut known = BTreeSet::new();
        for (position, item) in items.iter().enumerate() {
            let key = names.type_key(item.source);
            let by_settings = config.derives.types.get(&key);
            unused.remove(key.as_str());
            known.insert(key);
            let own = api.types.get(item.source);
            let own = own.and_then(|ty| ty.settings.as_ref());
            let own = own.map(|settings| &settings.derives);
            for derive in by_settings.or(own).into_iter().flatten() {
                asked.each(derive, |wanted| {
                    wanted.named.insert(position);
                });
            }
        }
        for name in unused {
            let message =
                format!("`derives.types` names `{name}`, which is not a type of the crate");
            let known = known.iter().map(String::as_str);
            let places = &config.places;
            sink.report(places.unused("derives.types", name, message, known));
        }
        asked
    }

    /// Adds the types that derived one of the traits in an earlier crate.
    fn keep(&mut self, items: &[Item], kept: &Kept<'_>) {
        for (position, item) in items.iter().enumerate() {
            for path in kept.derives(item.source) {
                if let Some((_, wanted)) = self.by_path.get_mut(path) {
                    wanted.kept.insert(position);
                }
            }
        }
    }

    /// Records a requested trait, and its supertraits.
    fn each(&mut self, derive: &Derive, note: impl Fn(&mut Wanted)) {
        for name in needed(&derive.path) {
            let derive = Derive::of_std(name);
            note(&mut self.entry(derive).1);
        }
        note(&mut self.entry(derive.clone()).1);
    }

    fn entry(&mut self, derive: Derive) -> &mut (Derive, Wanted) {
        let known = self.by_path.entry(derive.path.clone());
        let known = known.or_insert_with(|| (derive.clone(), Wanted::default()));
        known.0.also_for.extend(derive.also_for);
        if known.0.dependency.is_none() {
            known.0.dependency = derive.dependency;
        }
        known
    }
}

/// The traits that must be derived together with a trait.
fn needed(path: &str) -> &'static [&'static str] {
    match path {
        "Ord" => &["Eq", "PartialOrd"],
        _ => &[],
    }
}

/// Whether an item has the trait anyway, as enums of values do.
fn has_anyway(item: &Item, derive: &Derive) -> bool {
    match item.kind {
        ItemKind::Text(_) | ItemKind::Integer(_) => ["Eq", "Hash"].contains(&derive.path.as_str()),
        ItemKind::Alias(_) => true,
        ItemKind::Struct(_) | ItemKind::Union(_) => false,
    }
}

/// Why an item does not derive a trait.
#[derive(Debug, Clone)]
struct Blame {
    /// The field or variant.
    part: String,
    /// The name of its type, which does not implement the trait.
    holds: String,
    /// Whether that is an item, which has a finding of its own.
    is_item: bool,
}

/// The items and what they contain.
struct Graph<'a> {
    items: &'a [Item],
    positions: FxHashMap<&'a str, usize>,
    /// Types of other crates from the settings, by path.
    given: FxHashMap<&'a str, &'a Replacement>,
}

#[derive(Default)]
struct Outcome {
    derived: Vec<usize>,
    left_out: Vec<(usize, Blame)>,
}

impl<'a> Graph<'a> {
    fn new(items: &'a [Item], api: &'a Api, config: &'a ClientConfig) -> Self {
        let positions = items.iter().enumerate();
        let given = api.types.values().filter_map(|ty| match &ty.shape {
            Shape::Given {
                by: GivenFor::Schema(replacement),
                ..
            } => Some(replacement),
            _ => None,
        });
        let given = given.chain(config.replace.formats.values());
        Self {
            items,
            positions: positions
                .map(|(position, item)| (item.name.as_str(), position))
                .collect(),
            given: given
                .map(|replacement| (replacement.path.as_str(), replacement))
                .collect(),
        }
    }

    /// Determines which of the wanted items derive a trait: all but those with a field that does
    /// not implement it, and transitively those that contain these.
    fn settle(&self, derive: &Derive, wanted: &Wanted) -> Outcome {
        let wanted = self.reached(wanted);
        let mut holders: FxHashMap<usize, Vec<(usize, String)>> = FxHashMap::default();
        let mut blames: BTreeMap<usize, Blame> = BTreeMap::new();
        let mut open = Vec::new();
        for position in &wanted {
            let Some(item) = self.items.get(*position) else {
                continue;
            };
            let mut blame = None;
            parts(item, &mut |part, ty| {
                ty.visit(&mut |ty| match ty {
                    RustType::Named(name) => {
                        if let Some(held) = self.positions.get(name.as_str()) {
                            let holder = (*position, part.to_owned());
                            holders.entry(*held).or_default().push(holder);
                        }
                    }
                    leaf if blame.is_none() => {
                        blame = self.lacking(derive, leaf).map(|holds| Blame {
                            part: part.to_owned(),
                            holds,
                            is_item: false,
                        });
                    }
                    _ => {}
                });
            });
            if let Some(blame) = blame {
                blames.insert(*position, blame);
                open.push(*position);
            }
        }
        while let Some(position) = open.pop() {
            let name = self.items.get(position).map(|item| item.name.clone());
            for (holder, part) in holders.remove(&position).into_iter().flatten() {
                blames.entry(holder).or_insert_with(|| {
                    open.push(holder);
                    Blame {
                        part,
                        holds: name.clone().unwrap_or_default(),
                        is_item: true,
                    }
                });
            }
        }
        let derived = wanted.into_iter();
        Outcome {
            derived: derived
                .filter(|position| !blames.contains_key(position))
                .collect(),
            left_out: blames.into_iter().collect(),
        }
    }

    /// The requested items, and all that they contain, which must implement the trait too.
    fn reached(&self, wanted: &Wanted) -> BTreeSet<usize> {
        if wanted.all {
            return (0..self.items.len()).collect();
        }
        let mut reached: BTreeSet<usize> = wanted.named.union(&wanted.kept).copied().collect();
        let mut open: Vec<usize> = reached.iter().copied().collect();
        while let Some(item) = open.pop().and_then(|position| self.items.get(position)) {
            item.visit_types(&mut |ty| {
                if let RustType::Named(name) = ty
                    && let Some(held) = self.positions.get(name.as_str())
                    && reached.insert(*held)
                {
                    open.push(*held);
                }
            });
        }
        reached
    }

    /// The name of a type that does not implement the trait, if it is not an item. Does not look
    /// into the elements of generic types; the caller visits these.
    fn lacking(&self, derive: &Derive, ty: &RustType) -> Option<String> {
        let of_std = derive.is_of_std();
        let has = |traits: &[&str]| traits.contains(&derive.path.as_str());
        let (name, holds) = match ty {
            RustType::Plain(name @ ("f32" | "f64")) => (*name, !of_std || has(&["PartialOrd"])),
            RustType::External(ty) => (ty.path(), external_has(derive, *ty)),
            RustType::Given(path) => (path.as_str(), self.given_has(derive, path)),
            RustType::Runtime(name @ "Base64") => (*name, of_std),
            RustType::Runtime(name @ "Secret") => (*name, has(&["Eq"])),
            RustType::Runtime(name) | RustType::RuntimeOf(name, _) => (*name, false),
            RustType::Nullable(_) => ("Nullable", of_std),
            RustType::Local(name) => (name.as_str(), false),
            RustType::Tuple(items) => ("a tuple of more than twelve", items.len() <= 12),
            RustType::Unit
            | RustType::Plain(_)
            | RustType::Named(_)
            | RustType::List(_)
            | RustType::Map(_)
            | RustType::Option(_)
            | RustType::Boxed(_) => ("", true),
        };
        (!holds).then(|| name.to_owned())
    }

    fn given_has(&self, derive: &Derive, path: &str) -> bool {
        let known = self
            .given
            .get(path)
            .map(|given| given.implements.as_slice());
        let mut known = known.unwrap_or_default().iter();
        derive.also_for.iter().any(|known| known == path)
            || known
                .any(|name| *name == derive.path || needed(name).contains(&derive.path.as_str()))
    }
}

fn external_has(derive: &Derive, ty: ExternalType) -> bool {
    if derive.also_for.iter().any(|known| known == ty.path()) {
        return true;
    }
    match (derive.is_of_std(), ty) {
        (true, ExternalType::Json) => derive.path == "Eq",
        (true, ty) => ty.is_copy(),
        (false, ty) => ty.is_of_std(),
    }
}

/// Calls `see` with each field or variant of an item and its type.
fn parts(item: &Item, see: &mut impl FnMut(&str, &RustType)) {
    match &item.kind {
        ItemKind::Struct(structure) => {
            for field in &structure.fields {
                see(&format!("its field `{}`", field.name), &field.ty);
            }
            if let Some(rest) = &structure.rest {
                see(&format!("its field `{}`", rest.name), &rest.value);
            }
        }
        ItemKind::Union(union) => {
            for variant in &union.variants {
                if let Some(payload) = variant.payload() {
                    see(&format!("its variant `{}`", variant.name), payload);
                }
            }
            see(
                &format!("its variant `{}`", union.unknown),
                &RustType::ANY_JSON,
            );
        }
        ItemKind::Alias(alias) => see("it", &alias.target),
        ItemKind::Text(_) | ItemKind::Integer(_) => {}
    }
}

/// Reports the traits that an item does not derive: always for an item that the settings name, for
/// others only if the cause is in a field of their own.
fn report(
    item: &Item,
    asked: &Asked,
    position: usize,
    found: Vec<(String, Blame)>,
    api: &Api,
    sink: &Sink,
) {
    let Some(origin) = api.types.get(item.source).map(|ty| &ty.origin) else {
        return;
    };
    let is_named = |path: &str| {
        let wanted = asked.by_path.get(path);
        wanted.is_some_and(|(_, wanted)| wanted.named.contains(&position))
    };
    let (named, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| is_named(path));
    let others = others.into_iter().filter(|(_, blame)| !blame.is_item);
    let is_alias = matches!(item.kind, ItemKind::Alias(_));
    let others = others.filter(|_| !is_alias).collect();
    for (entry, found) in [
        (findings::unsupported_derive::IGNORED, named),
        (findings::partial_derive::NONE, others),
    ] {
        for (blame, paths) in by_blame(found) {
            let message = format!(
                "{} cannot be derived for `{}`: {} {} `{}`",
                paths.join(", "),
                item.name,
                blame.part,
                if blame.is_item {
                    "holds"
                } else {
                    "is, or holds,"
                },
                blame.holds
            );
            sink.report(Diagnostic::new(entry, origin, message).help(way_out(&blame)));
        }
    }
}

/// Groups the traits by their common cause.
fn by_blame(found: Vec<(String, Blame)>) -> Vec<(Blame, Vec<String>)> {
    let mut together: Vec<(Blame, Vec<String>)> = Vec::new();
    for (path, blame) in found {
        let path = format!("`{path}`");
        let same = together
            .iter_mut()
            .find(|(known, _)| known.part == blame.part && known.holds == blame.holds);
        match same {
            Some((_, paths)) => paths.push(path),
            None => together.push((blame, vec![path])),
        }
    }
    together
}

fn way_out(blame: &Blame) -> String {
    match blame.holds.as_str() {
        _ if blame.is_item => format!("see the findings about `{}`", blame.holds),
        "f32" | "f64" | "serde_json::Value" => {
            "give the schema another type by `replace`, or do not ask for the trait here".to_owned()
        }
        path if path.contains("::") => format!(
            "if `{path}` has it, say so: `implements` of a replacement, `also-for` of a derive"
        ),
        _ => "do not ask for the trait here".to_owned(),
    }
}
