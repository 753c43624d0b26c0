//! Settings of types from the extensions of their schemas, checked against the shape of the type.

use super::Schemas;
use super::facts::Facts;
use crate::config::described;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::extension::{ENUM, VARIANTS};
use crate::model::{Shape, TypeSettings, Union};

impl Schemas<'_> {
    /// Returns the settings of the schema at `at`. Settings that do not apply to its shape are
    /// reported and ignored.
    pub(super) fn extension_settings(
        &self,
        facts: &Facts,
        at: &Location,
        shape: &Shape,
    ) -> Option<Box<TypeSettings>> {
        let mut given = described::of_type(&facts.extensions, at, &self.crates, self.parts.sink)?;
        if given.openness.is_some() && !matches!(shape, Shape::Enumeration(_)) {
            self.without_influence(&at.key(ENUM), &format!("`{ENUM}` is for enumerations"));
            given.openness = None;
        }
        if !given.variants.is_empty() {
            let at = at.key(VARIANTS);
            if let Some(known) = self.keys_of_variants(shape) {
                let asked = given.variants.keys();
                for name in asked.filter(|name| !known.contains(name)) {
                    self.no_variant(&at.key(name), name, &known);
                }
                given.variants.retain(|name, _| known.contains(name));
            } else {
                let why = format!("`{VARIANTS}` is for enumerations and unions");
                self.without_influence(&at, &why);
                given.variants.clear();
            }
        }
        (*given != TypeSettings::default()).then_some(given)
    }

    /// Returns the keys of the variants of a type, if it has variants.
    fn keys_of_variants(&self, shape: &Shape) -> Option<Vec<String>> {
        match shape {
            Shape::Enumeration(enumeration) => {
                let values = enumeration.values.iter();
                Some(values.map(|value| value.value.clone()).collect())
            }
            Shape::Union(union) => Some(self.keys_of_union(union)),
            _ => None,
        }
    }

    /// Variants of a union have as keys the name of the schema, the discriminator values, and the
    /// position, starting from 1.
    fn keys_of_union(&self, union: &Union) -> Vec<String> {
        let variants = union.variants.iter().enumerate();
        let known = variants.flat_map(|(index, variant)| {
            let ty = self.registry.types.get(variant.ty);
            let component = ty.and_then(|ty| ty.component.clone());
            let tags = variant.tags.iter().map(ToString::to_string);
            let member = variant.member.as_ref().map(|member| member.key.clone());
            component
                .into_iter()
                .chain(member)
                .chain(tags)
                .chain([(index + 1).to_string()])
        });
        known.collect()
    }

    fn without_influence(&self, at: &Location, why: &str) {
        let message = format!("{why}: the type of this schema is none");
        let found = Diagnostic::new(findings::invalid_extension::IGNORED, at, message);
        self.parts.report(found);
    }

    fn no_variant(&self, at: &Location, name: &str, known: &[String]) {
        let message = format!("`{name}` is not a value of this type, so no variant has this name");
        let found = Diagnostic::new(findings::invalid_extension::IGNORED, at, message);
        let near = self
            .parts
            .closest(at, name, known.iter().map(String::as_str));
        self.parts.report(match near {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found,
        });
    }
}
