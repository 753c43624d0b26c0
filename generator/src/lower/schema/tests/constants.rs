//! Choices of constants, and what narrows them.

use super::{V30, V31, check};

#[test]
fn a_choice_of_constants_is_one_enumeration() {
    check(&[
        (
            V31,
            "I: { type: integer, format: int32, oneOf: [{ title: LOW, const: 1 }, { title: HIGH, const: 3, description: High. }] }\n\
             T: { oneOf: [{ const: a, title: A }, { const: b }] }\n\
             Lists: { anyOf: [{ type: integer, enum: [0] }, { type: integer, enum: [1, 2], x-enum-varnames: [One, Two] }] }\n\
             Flag: { oneOf: [{ const: true }, { const: false }] }\n\
             Half: { type: number, oneOf: [{ const: 0.5 }, { const: 1 }] }\n\
             Large: { enum: [18446744073709551615, 1] }",
            "I: <1=LOW 3=HIGH>\n\
             T: <a=A b>\n\
             Lists: <0 1=One 2=Two>\n\
             Flag: boolean\n\
             Half: number\n\
             Large: integer\n\
             widened-schema: numbers with a fraction are not supported in enumerations: any number is accepted\n\
             widened-schema: integers beyond `i64` are not supported in enumerations: any integer is accepted",
        ),
        // `null` as a member of its own, as a type, or as a value of a member.
        (
            V31,
            "M: { oneOf: [{ const: 1 }, { const: 2 }, { type: 'null' }] }\n\
             N: { type: [integer, 'null'], oneOf: [{ const: 1 }, { const: 2 }] }\n\
             O: { oneOf: [{ enum: [1, null] }, { const: 2 }] }",
            "M: <1 2> or null\n\
             N: <1 2> or null\n\
             O: <1 2> or null",
        ),
        // Named schemas, with and without keywords beside the reference; nested choices.
        (
            V31,
            "A: { const: 1 }\n\
             B: { const: 2 }\n\
             Both: { oneOf: [@A, @B] }\n\
             Said: { oneOf: [{ $ref: '#/components/schemas/A', title: First }, @B] }\n\
             More: { oneOf: [@Both, { const: 3 }] }\n\
             Maybe: { oneOf: [@Both, { type: 'null' }] }",
            "A: <1>\n\
             B: <2>\n\
             Both: <1=A 2=B>\n\
             Said: <1=First 2=B>\n\
             More: <1=A 2=B 3>\n\
             Maybe: = Both or null",
        ),
        // Other values of the same type are valid, too.
        (
            V31,
            "Texts: { anyOf: [{ type: string }, { enum: [a, b] }] }\n\
             Integers: { anyOf: [{ enum: [1, 2] }, { type: integer }] }\n\
             Numbers: { anyOf: [{ enum: [1, 2] }, { type: number }] }\n\
             Wide: { anyOf: [{ enum: [1, 2] }, { type: integer, format: uint64 }] }",
            "Texts: <a b ...>\n\
             Integers: <1 2 ...>\n\
             Numbers: (<1 2> | number)\n\
             Wide: (<1 2> | integer)",
        ),
    ]);
}

#[test]
fn constants_of_several_kinds_are_an_enumeration_for_each() {
    check(&[(
        V31,
        "Mixed: { oneOf: [{ const: auto }, { const: 5 }, { const: none }, { const: 6 }] }\n\
         Listed: { enum: [auto, 1, true, 2, none, null] }\n\
         Beside: { oneOf: [{ const: 0, title: Off }, { type: object, properties: { a: { type: string } } }, { const: 1, title: On }] }\n\
         Narrowed: { enum: [6], allOf: [@Mixed] }\n\
         Scalars: { enum: [auto], anyOf: [{ type: string }, { type: boolean }] }",
        "Mixed: (<auto none> | <5 6>)\n\
         Listed: (<auto none> | <1 2> | boolean) or null\n\
         Beside: (<0=Off 1=On> | {a?: plain})\n\
         Narrowed: <6>\n\
         Scalars: <auto>",
    )]);
}

#[test]
fn what_narrows_a_choice_leaves_the_names_of_its_values() {
    check(&[
        (
            V31,
            "Level: { type: integer, oneOf: [{ title: LOW, const: 1 }, { title: MIDDLE, const: 2 }, { title: HIGH, const: 3 }] }\n\
             Or: { oneOf: [@Level, { type: 'null' }] }\n\
             Const: { const: 3, allOf: [@Level] }\n\
             Enum: { allOf: [@Level, { enum: [3, 1] }] }\n\
             Beside: { $ref: '#/components/schemas/Level', enum: [2, 3] }\n\
             Null: { const: 1, allOf: [@Or] }\n\
             Choices: { allOf: [@Level, { oneOf: [{ const: 2 }, { const: 4 }] }] }\n\
             None: { const: 7, allOf: [@Level] }",
            "Level: <1=LOW 2=MIDDLE 3=HIGH>\n\
             Or: = Level or null\n\
             Const: <3=HIGH>\n\
             Enum: <1=LOW 3=HIGH>\n\
             Beside: <2=MIDDLE 3=HIGH>\n\
             Null: <1=LOW>\n\
             Choices: <2=MIDDLE>\n\
             None: <7>\n\
             conflicting-all-of: no value is among one enumeration and the other",
        ),
        (
            V30,
            "Kind: { type: string, enum: [user, role], x-enum-varnames: [User, Role] }\n\
             One: { allOf: [@Kind], enum: [role] }\n\
             Open: { anyOf: [{ type: string }, { type: string, enum: [a, b] }] }\n\
             Named: { allOf: [@Open], enum: [a, c] }",
            "Kind: <user=User role=Role>\n\
             One: <role=Role>\n\
             Open: <a b ...>\n\
             Named: <a c>",
        ),
    ]);
}

#[test]
fn values_are_named_beside_the_choice_too() {
    check(&[(
        V31,
        "Names: { type: integer, oneOf: [{ const: 1 }, { const: 2 }, { type: 'null' }], x-enum-varnames: [Low, High] }\n\
         Some: { oneOf: [{ const: a, title: A }, { const: b }], x-enumNames: [First, Second] }\n\
         Unequal: { oneOf: [{ const: a }, { const: b }], x-enum-varnames: [First] }\n\
         Case: { oneOf: [{ const: a, title: The one }, { const: b, title: THE_ONE }, { const: c, title: C }] }\n\
         Signs: { oneOf: [{ const: a, title: '-' }, { const: b, title: _ }] }\n\
         Only: { oneOf: [{ const: 1, title: ONLY }] }\n\
         Maybe: { oneOf: [{ const: 1, title: ONLY }, { type: 'null' }] }\n\
         Alias: { oneOf: [@Only] }",
        "Names: <1=Low 2=High> or null\n\
         Some: <a=First b=Second>\n\
         Unequal: <a b>\n\
         Case: <a b c=C>\n\
         Signs: <a=- b=_>\n\
         Only: <1=ONLY>\n\
         Maybe: <1=ONLY> or null\n\
         Alias: = Only",
    )]);
}

#[test]
fn titles_that_tell_nothing_name_nothing() {
    check(&[(
        V31,
        "Same: { oneOf: [{ const: a, title: Type }, { const: b, title: Type }] }\n\
         Long: { oneOf: [{ const: 1, title: What it is when it is off }, { const: 2, title: On }] }",
        "Same: <a b>\n\
         Long: <1 2=On>",
    )]);
}

#[test]
fn values_are_once_and_of_their_type() {
    check(&[(
        V31,
        "Twice: { type: string, enum: [a, b, a], x-enum-varnames: [First, Second, Third] }\n\
         Numbers: { enum: [1, 1.0, 2] }\n\
         Choice: { oneOf: [{ const: 1 }, { const: 1.0, title: One }, { const: 2 }] }\n\
         Unquoted: { type: string, oneOf: [{ const: 1.10 }, { const: 2.0 }] }\n\
         Wrong: { type: integer, oneOf: [{ const: a }, { const: b }] }\n\
         Apart: { enum: [c], oneOf: [{ const: a }, { const: b }] }",
        "Twice: <a=First b=Second>\n\
         Numbers: <1 2>\n\
         Choice: <1=One 2>\n\
         Unquoted: <1.10 2.0>\n\
         Wrong: <a b>\n\
         Apart: <c>\n\
         conflicting-all-of: no value is among one enumeration and the other\n\
         wrong-value: the alternatives have values that are not of the type `integer`: the values are used",
    )]);
}

#[test]
fn choices_that_lead_back_to_themselves_are_read() {
    check(&[(
        V31,
        "A: { oneOf: [@B, { const: 1 }] }\n\
         B: { oneOf: [@A, { const: 2 }] }\n\
         C: { oneOf: [{ const: a }, { const: b }, @C] }",
        "A: (<1> | <2>)\n\
         B: (<2> | <1>)\n\
         C: = <a b>",
    )]);
}
