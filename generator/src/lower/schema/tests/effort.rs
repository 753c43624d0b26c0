//! The cost of lowering recursive schemas: each merge is made once, and its depth is bounded.

use super::*;

#[test]
fn a_chain_of_unions_with_bases_unfolds_once() {
    let mut schemas = String::new();
    for level in (1..=20).rev() {
        writeln!(
            schemas,
            "L{level}: {{ type: object, properties: {{ p{level}: {{ type: string }} }}, oneOf: [@L{}, @E{level}] }}\n\
             E{level}: {{ type: object, required: [e], properties: {{ e: {{ type: string }} }} }}",
            level - 1
        )
        .unwrap();
    }
    schemas.push_str("L0: { type: object, required: [z], properties: { z: { type: string } } }");
    let found = outline(V30, &schemas);
    assert!(!found.contains("without end"), "{found}");
}

#[test]
fn a_schema_is_merged_once_for_all_references() {
    let levels = 14;
    let mut schemas = String::new();
    for level in (1..=levels).rev() {
        for name in ["L", "M"] {
            let below = level - 1;
            writeln!(
                schemas,
                "{name}{level}: {{ allOf: [@L{below}, @M{below}] }}"
            )
            .unwrap();
        }
    }
    schemas.push_str("L0: { type: object, properties: { a: { type: string } } }\n");
    schemas.push_str("M0: { type: object, properties: { b: { type: string } } }\n");
    let cyclic = schemas.replace("M0: { type: object,", "M0: { allOf: [@L14],");
    for (text, most) in [(schemas, 100), (cyclic, 3000)] {
        let merges = once_finished(&text, |all| all.merges);
        assert!(merges <= most, "{merges} merges");
    }
}

/// Returns the findings about these schemas.
fn once_finished(schemas: &str, found: impl Fn(&Schemas<'_>) -> usize) -> usize {
    let sink = Sink::new();
    let text = description(V30, schemas);
    let documents = Documents::from_text("test.yaml", text, &sink).expect("the text is YAML");
    let translator = Translator::new(&documents, Dialect::OpenApi30, &sink);
    let parts = Parts::new(&documents, &translator, &sink);
    let mut all = Schemas::new(&parts, &ClientConfig::default());
    all.declare_components(true);
    all.finish();
    let found = found(&all);
    let _ = sink.finish();
    found
}

#[test]
fn unions_that_list_each_other_unfold_once_for_each_pair() {
    let unions = |many: usize, says: &str| {
        let mut schemas = String::new();
        for one in 0..many {
            let others = (0..many).filter(|other| *other != one);
            let others: Vec<_> = others.map(|other| format!("@U{other}")).collect();
            let says = says.replace('#', &one.to_string());
            let others = others.join(", ");
            writeln!(schemas, "U{one}: {{ {says} oneOf: [{others}] }}").unwrap();
        }
        schemas
    };
    let bare = once_finished(&unions(30, ""), |all| all.registry.schemas());
    assert_eq!(bare, 30);
    let pairs = once_finished(&unions(12, "properties: { p#: {} },"), |all| {
        all.registry.schemas()
    });
    // Each union, the type of its property, and each union merged with each other.
    assert_eq!(pairs, 12 + 12 + 12 * 11);
}

#[test]
fn layers_of_unions_that_say_something_of_all_unfold_so_far() {
    let mut schemas = String::from("L0a: { type: object }\nL0b: { type: object, required: [z] }\n");
    for level in 1..=30 {
        for name in ["a", "b"] {
            let below = level - 1;
            let says = format!("properties: {{ p{level}{name}: {{}} }}");
            writeln!(
                schemas,
                "L{level}{name}: {{ {says}, oneOf: [@L{below}a, @L{below}b] }}"
            )
            .unwrap();
        }
    }
    let types = once_finished(&schemas, |all| all.registry.schemas());
    assert!(types < 2_500, "{types}");
    let found = outline(V30, &schemas);
    assert!(found.contains("more than 2000 variants"), "{found}");
}

#[test]
fn heirs_are_looked_for_once() {
    let heirs = 50;
    let mut schemas = String::from(
        "Base: { type: object, properties: { k: { type: string } }, discriminator: { propertyName: k } }\n",
    );
    for heir in 0..heirs {
        writeln!(
            schemas,
            "C{heir}: {{ allOf: [@Base, {{ properties: {{ p: @Base }} }}] }}"
        )
        .unwrap();
    }
    let met = once_finished(&schemas, |all| all.budgets.subtypes.spent());
    assert_eq!(met, heirs);
}

/// Returns unions numbered by `k`. Each has an object of its own and the next union as members;
/// `last` is the last union.
fn chain_of_unions(many: usize, last: &str) -> String {
    let mut schemas = String::new();
    for level in 0..many {
        let next = if level + 1 < many {
            format!("@U{}", level + 1)
        } else {
            last.to_owned()
        };
        writeln!(
            schemas,
            "U{level}: {{ oneOf: [{next}, @V{level}], discriminator: {{ propertyName: k }} }}\n\
             V{level}: {{ type: object, required: [k], properties: {{ k: {{ type: string, enum: [v{level}] }} }} }}"
        )
        .unwrap();
    }
    schemas
}

#[test]
fn a_chain_of_unions_is_distinguished_to_a_depth() {
    let found = outline(V30, &chain_of_unions(3, "@V1"));
    assert!(
        found.starts_with("U0: (by k U1=v1,v2 | V0=v0)\n"),
        "{found}"
    );
    let chain = |many| {
        once_finished(&chain_of_unions(many, "{ type: object }"), |all| {
            all.budgets.nested.spent()
        })
    };
    assert_eq!(chain(40), 40 * 39);
    // The end is reported once for each union.
    assert!((10_000..18_000).contains(&chain(400)));
}

#[test]
fn unions_of_a_long_cycle_are_names_for_the_first() {
    let found = outline(V30, &chain_of_unions(20, "@U0"));
    assert!(found.contains("\nU7: = U0\n"), "{found}");
    assert!(
        found.starts_with("U0: (by k V0=v0 | V1=v1 | V2=v2"),
        "{found}"
    );
    let short = outline(V30, &chain_of_unions(3, "@U0"));
    assert!(
        short.contains("U1: (by k V1=v1 | V2=v2 | V0=v0)"),
        "{short}"
    );
}

#[test]
fn properties_of_members_are_taken_over_so_often() {
    let levels = 150;
    let mut schemas = String::from("C0: { type: object, properties: { p0: { type: string } } }\n");
    for level in 1..levels {
        writeln!(
            schemas,
            "C{level}: {{ allOf: [@C{}, {{ type: object, properties: {{ p{level}: {{ type: string }} }} }}], properties: {{ q: {{ type: string }} }} }}",
            level - 1
        )
        .unwrap();
    }
    let merged = once_finished(&schemas, |all| all.budgets.inherited.spent());
    assert!((10_000..11_000).contains(&merged), "{merged}");
    let found = outline(V30, &schemas);
    assert!(found.contains("\nC50: {p0?: plain"), "{found}");
    assert!(found.contains(": {q?: plain, *: any}\n"), "{found}");
    assert!(found.contains("has only what it says itself"), "{found}");
}

#[test]
fn what_extends_through_many_is_merged_from_below() {
    let levels = 130;
    let mut schemas = String::new();
    for level in (1..levels).rev() {
        writeln!(
            schemas,
            "C{level}: {{ allOf: [@C{}, {{ properties: {{ p{level}: {{ type: string }} }} }}] }}",
            level - 1
        )
        .unwrap();
    }
    schemas.push_str("C0: { type: object, properties: { p0: { type: string } } }");
    let found = outline(V30, &schemas);
    assert!(
        found.starts_with("C129: {p0?: plain, p1?: plain"),
        "{found}"
    );
    assert!(!found.contains("cyclic"), "{found}");
    let cyclic = schemas.replace("C0: { type: object,", "C0: { allOf: [@C129],");
    for (text, most) in [(schemas, 700), (cyclic, 900)] {
        let merges = once_finished(&text, |all| all.merges);
        assert!(merges <= most, "{merges} merges");
    }
}

#[test]
fn what_scalars_of_properties_say_is_not_kept() {
    let schemas = "A: { type: object, properties: { a: { type: string }, b: { enum: [x] }, c: { type: array, items: {} } } }\n\
                   B: { type: string }\n";
    // Facts are kept for `A`, its array, and `B`, which is named.
    let kept = once_finished(schemas, |all| all.store.gathered());
    assert_eq!(kept, 3);
}

/// Each use of an alias follows its chain.
#[test]
fn chains_of_aliases_end_after_a_hundred() {
    let mut schemas = String::new();
    for level in 0..250 {
        let below = level + 1;
        writeln!(schemas, "S{level}: @S{below}").unwrap();
    }
    schemas += "S250: { type: string }\n";
    let found = outline(V30, &schemas);
    let cut = found
        .lines()
        .filter(|line| line.contains("leads through more than 100 others"));
    assert_eq!(cut.count(), 2, "{found}");
    // A hundred are followed to their end.
    let whole: String = schemas
        .lines()
        .skip(151)
        .map(|line| format!("{line}\n"))
        .collect();
    let found = outline(V30, &whole);
    assert!(!found.contains("leads through"), "{found}");
}
