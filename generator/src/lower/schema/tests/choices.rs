//! Unions that hold at once.

use std::fmt::Write as _;

use super::{V30, V31, check, outline};

const SIDES: &str = "L: { type: object, required: [l], properties: { l: { type: string } } }\n\
                     R: { type: object, required: [r], properties: { r: { type: string } } }\n\
                     U: { type: object, required: [u], properties: { u: { type: integer } } }\n\
                     D: { type: object, required: [d], properties: { d: { type: integer } } }\n";

/// Schemas that refer to those of both unions.
fn check_beside(rows: &[(&str, &str)]) {
    for (schemas, expected) in rows {
        let found = outline(V31, &format!("{SIDES}{schemas}"));
        let sides = outline(V31, SIDES);
        assert_eq!(found.strip_prefix(&sides).map(str::trim), Some(*expected));
    }
}

#[test]
fn what_each_of_two_unions_requires_is_required() {
    check_beside(&[
        (
            "Two: { allOf: [{ oneOf: [@L, @R] }, { oneOf: [@U, @D] }] }",
            "Two: ({l: plain, u: integer} | {l: plain, d: integer} | {r: plain, u: integer} | {r: plain, d: integer})",
        ),
        (
            "Base: { type: object, required: [id], properties: { id: {} }, oneOf: [@L, @R] }\n\
             More: { allOf: [@Base, { properties: { m: {} }, oneOf: [@U, @D] }] }",
            "Base: ({id: any, l: plain} | {id: any, r: plain})\n\
             More: ({id: any, m?: any, l: plain, u: integer} | {id: any, m?: any, l: plain, d: integer} | {id: any, m?: any, r: plain, u: integer} | {id: any, m?: any, r: plain, d: integer})",
        ),
        (
            "Same: { allOf: [{ oneOf: [@L, @R] }, { oneOf: [@L, @R] }] }",
            "Same: (L | R)",
        ),
        (
            "Three: { allOf: [{ oneOf: [@L, @R] }, { oneOf: [@U] }, { oneOf: [@D] }] }",
            "Three: ({l: plain, u: integer, d: integer} | {r: plain, u: integer, d: integer})",
        ),
        // Several schemas of an `anyOf` may hold: additional properties are kept.
        (
            "Any: { oneOf: [@L, @R], anyOf: [@U, @D] }",
            "Any: ({l: plain, u: integer, *: any} | {l: plain, d: integer, *: any} | {r: plain, u: integer, *: any} | {r: plain, d: integer, *: any})",
        ),
    ]);
}

#[test]
fn unions_that_are_conditions_add_what_all_of_them_require() {
    check_beside(&[
        (
            "A: { type: object, properties: { a: {}, b: {}, c: {} }, anyOf: [{ required: [a, b] }, { required: [a, c] }] }",
            "A: {a: any, b?: any, c?: any}\n\
             unchecked-schema: the alternatives only require properties: which of them are there is not checked",
        ),
        (
            "A: { oneOf: [{ required: [x] }, { required: [x, y] }], anyOf: [@L, @R], properties: { x: {}, y: {} } }",
            "A: ({x: any, y?: any, l: plain} | {x: any, y?: any, r: plain})\n\
             unchecked-schema: one of its unions only requires properties: which of them are there is not checked",
        ),
    ]);
}

#[test]
fn a_variant_contradicted_by_another_union_is_dropped() {
    check(&[
        (
            V31,
            "A: { type: object, required: [k], properties: { k: { const: a }, n: { type: integer } } }\n\
             B: { type: object, required: [k], properties: { k: { const: b } } }\n\
             C: { type: object, required: [k], properties: { k: { const: a }, x: { type: string } } }\n\
             D: { type: object, required: [k], properties: { k: { const: b }, y: { type: string } } }\n\
             Both: { allOf: [{ oneOf: [@A, @B] }, { oneOf: [@C, @D] }] }",
            "A: {k: <a>, n?: integer}\n\
             B: {k: <b>}\n\
             C: {k: <a>, x?: plain}\n\
             D: {k: <b>, y?: plain}\n\
             Both: (by k = {k: <a>, n?: integer, x?: plain}=a | = {k: <b>, y?: plain}=b)",
        ),
        (
            V30,
            "Text: { type: string }\n\
             Count: { type: integer }\n\
             Flag: { type: boolean }\n\
             Both: { allOf: [{ oneOf: [@Text, @Count] }, { oneOf: [@Text, @Flag] }] }",
            "Text: plain\n\
             Count: integer\n\
             Flag: boolean\n\
             Both: = = Text",
        ),
    ]);
}

#[test]
fn many_unions_at_once_unfold_so_far() {
    let mut schemas = String::from("All: { allOf: [");
    for one in 0..16 {
        let side = |name: &str| {
            format!("{{ required: [{name}{one}], properties: {{ {name}{one}: {{}} }} }}")
        };
        write!(schemas, "{{ oneOf: [{}, {}] }}, ", side("a"), side("b")).unwrap();
    }
    schemas.push_str("] }");
    let found = outline(V30, &schemas);
    assert!(found.contains("together than can be repeated"), "{found}");
    assert!(found.len() < 500_000, "{}", found.len());
}

#[test]
fn unions_that_lead_to_each_other_and_hold_at_once_end() {
    let found = outline(
        V30,
        "X: { oneOf: [@A, @Y], anyOf: [@B, @C] }\n\
         Y: { oneOf: [@D, @X], anyOf: [@E, @F] }\n\
         Z: { allOf: [@X, @Y, { oneOf: [@Z, @A] }] }\n\
         A: { required: [a], properties: { a: {} } }\n\
         B: { required: [b], properties: { b: {} } }\n\
         C: { required: [c], properties: { c: {} } }\n\
         D: { required: [d], properties: { d: {} } }\n\
         E: { required: [e], properties: { e: {} } }\n\
         F: { required: [f], properties: { f: {} } }",
    );
    assert!(found.starts_with("X: ("), "{found}");
}
