//! Counts the code that is emitted for each fixture: lines, for readers, and impls, which dominate
//! the time to compile.

use std::fmt::Write as _;

use oasmith::output::Files;
use oasmith_tests::Fixture;

#[test]
fn lines_and_impls_of_each_fixture() {
    let mut table = String::from("   lines    impls  derived   macros\n");
    for fixture in Fixture::all().expect("the fixtures can be listed") {
        let Some(files) = fixture.generate().files else {
            continue;
        };
        let Counts {
            lines,
            impls,
            derived,
            macros,
        } = Counts::count(&files);
        let (topic, case) = (fixture.topic, fixture.case);
        let _ = writeln!(
            table,
            "{lines:8} {impls:8} {derived:8} {macros:8}  {topic}/{case}"
        );
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("emitted", table));
}

/// The counts of a crate, without the runtime, which is the same in each.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    lines: usize,
    /// `impl` blocks that are written out.
    impls: usize,
    /// Traits in `#[derive(...)]`.
    derived: usize,
    /// Macros of the runtime that stand for impls.
    macros: usize,
}

impl Counts {
    fn count(files: &Files) -> Self {
        let own = files.iter().filter(|(path, _)| {
            path.strip_prefix("src/")
                .is_some_and(|path| !path.starts_with("runtime"))
        });
        let mut counts = Self::default();
        for (_, text) in own {
            counts.add(text);
        }
        counts
    }

    fn add(&mut self, text: &str) {
        self.lines += text.lines().count();
        let file = syn::parse_file(text).expect("what is emitted is Rust");
        for item in &file.items {
            self.add_item(item);
        }
    }

    fn add_item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Impl(_) => self.impls += 1,
            syn::Item::Macro(_) => self.macros += 1,
            syn::Item::Struct(item) => self.add_derived(&item.attrs),
            syn::Item::Enum(item) => self.add_derived(&item.attrs),
            _ => {}
        }
    }

    fn add_derived(&mut self, attributes: &[syn::Attribute]) {
        for attribute in attributes
            .iter()
            .filter(|one| one.path().is_ident("derive"))
        {
            let mut count = |_: syn::meta::ParseNestedMeta<'_>| {
                self.derived += 1;
                Ok(())
            };
            attribute
                .parse_nested_meta(&mut count)
                .expect("a list of traits");
        }
    }
}

#[test]
fn impls_derives_and_macros_are_counted_separately() {
    let mut counts = Counts::default();
    counts.add("#[derive(Debug, Clone)]\nstruct A;\n\nimpl A {}\n\ncodec! { A {} }\n");
    let expected = Counts {
        lines: 6,
        impls: 1,
        derived: 2,
        macros: 1,
    };
    assert_eq!(counts, expected);
}
