//! Schemas that only constrain another one, and members that only add `null`.

use super::{V30, V31, check};

#[test]
fn a_reference_and_what_changes_nothing_is_the_referenced_type() {
    check(&[
        (
            V30,
            "P: { type: object, required: [name], properties: { name: { type: string } } }\n\
             Level: { type: integer, enum: [1, 2] }\n\
             List: { type: array, items: @P }\n\
             Count: { type: integer, format: int32 }\n\
             Either: { oneOf: [@P, { type: object, required: [id], properties: { id: { type: string } } }] }\n\
             Docs: { allOf: [@P, { description: A person., title: Person }] }\n\
             Nullable: { allOf: [@P, { nullable: true }] }\n\
             Own: { nullable: true, type: object, allOf: [@P, { type: object }] }\n\
             Required: { required: [name], allOf: [@P] }\n\
             Bound: { allOf: [@Count], minimum: 1, maximum: 9 }\n\
             Lists: { type: array, allOf: [@List] }\n\
             Typed: { type: integer, allOf: [@Level] }\n\
             Objects: { type: object, allOf: [@Either, { description: One of them. }] }\n\
             Covered: { allOf: [@Level, { enum: [2, 1, 3] }] }\n\
             Not: { allOf: [@Level, { not: { enum: [2] } }] }",
            "P: {name: plain}\n\
             Level: <1 2>\n\
             List: [P]\n\
             Count: integer\n\
             Either: (P | {id: plain})\n\
             Docs: = P\n\
             Nullable: = P or null\n\
             Own: = P or null\n\
             Required: = P\n\
             Bound: = Count\n\
             Lists: = List\n\
             Typed: = Level\n\
             Objects: = Either\n\
             Covered: = Level\n\
             Not: = Level\n\
             unchecked-schema: `not` cannot be expressed as a type: values it excludes are accepted",
        ),
        (
            V31,
            "P: { type: object, required: [name], properties: { name: { type: string } } }\n\
             Beside: { $ref: '#/components/schemas/P', description: A person., type: object }\n\
             Null: { type: [object, 'null'], allOf: [@P] }",
            "P: {name: plain}\n\
             Beside: = P\n\
             Null: = P or null",
        ),
        // These change the type.
        (
            V30,
            "P: { type: object, properties: { name: { type: string } } }\n\
             Level: { type: integer, enum: [1, 2] }\n\
             Count: { type: integer }\n\
             Required: { required: [name], allOf: [@P] }\n\
             More: { allOf: [@P, { additionalProperties: { type: string } }] }\n\
             Property: { allOf: [@P, { properties: { id: { type: string } } }] }\n\
             Narrowed: { allOf: [@Level, { enum: [2] }] }\n\
             Wide: { allOf: [@Count], minimum: 0, maximum: 18446744073709551615 }",
            "P: {name?: plain}\n\
             Level: <1 2>\n\
             Count: integer\n\
             Required: {name: plain}\n\
             More: {name?: plain, *: plain}\n\
             Property: {name?: plain, id?: plain}\n\
             Narrowed: <2>\n\
             Wide: integer",
        ),
        // A variant of a base is not the base.
        (
            V30,
            "Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n\
             Dog: { type: object, allOf: [@Pet, { description: A dog. }] }\n\
             Cat: { allOf: [@Pet, { properties: { claws: { type: integer } } }] }\n\
             Owner: { type: object, required: [pet], properties: { pet: { allOf: [@Pet, { nullable: true }] } } }",
            "Pet: (by kind Dog=Dog | Cat=Cat)\n\
             Dog: {kind: plain}\n\
             Cat: {kind: plain, claws?: integer}\n\
             Owner: {pet: = Pet or null}",
        ),
    ]);
}

#[test]
fn a_union_of_bare_kinds_gives_way_to_a_concrete_schema() {
    check(&[(
        V31,
        "Common: { type: object, required: [result], properties: { result: { anyOf: [{ type: object }, { type: array, items: {} }, { type: string }] }, ok: { type: boolean } } }\n\
         Zone: { type: object, required: [id], properties: { id: { type: string } } }\n\
         Rule: { type: object, required: [rule], properties: { rule: { type: string } } }\n\
         One: { allOf: [@Common, { properties: { result: @Zone } }] }\n\
         Many: { allOf: [@Common, { properties: { result: { type: array, items: @Zone } } }] }\n\
         Inline: { allOf: [@Common, { properties: { result: { type: object, properties: { a: { type: string } } } } }] }\n\
         Text: { allOf: [{ properties: { result: { type: string } } }, @Common] }\n\
         Either: { allOf: [@Common, { properties: { result: { oneOf: [@Zone, @Rule] } } }] }\n\
         Deep: { allOf: [{ allOf: [@Common, { properties: { result: { type: object } } }] }, { properties: { result: @Zone } }] }\n\
         Null: { allOf: [@Common, { properties: { result: { type: [object, 'null'], properties: { a: { type: string } } } } }] }\n\
         Bare: { allOf: [@Common, { properties: { result: { description: Anything. } } }] }\n\
         Direct: { allOf: [{ anyOf: [{ type: object }, { type: array }] }, { properties: { a: { type: string } } }] }\n\
         Other: { allOf: [@Common, { properties: { result: { type: boolean } } }] }",
        "Common: {result: ({*: any} | [any] | plain), ok?: boolean}\n\
         Zone: {id: plain}\n\
         Rule: {rule: plain}\n\
         One: {result: = Zone, ok?: boolean}\n\
         Many: {result: [Zone], ok?: boolean}\n\
         Inline: {result: = {a?: plain}, ok?: boolean}\n\
         Text: {result: plain, ok?: boolean}\n\
         Either: {result: = (Zone | Rule), ok?: boolean}\n\
         Deep: {result: = Zone, ok?: boolean}\n\
         Null: {result: = {a?: plain} or null or null, ok?: boolean}\n\
         Bare: {result: = ({*: any} | [any] | plain), ok?: boolean}\n\
         Direct: {a?: plain}\n\
         Other: {result: ({*: any} | [any] | plain), ok?: boolean}",
    )]);
}

#[test]
fn a_member_that_only_adds_null_is_not_a_variant() {
    check(&[(
        V30,
        "P: { type: object, required: [name], properties: { name: { type: string } } }\n\
         E: { type: string, enum: [a, b] }\n\
         First: { oneOf: [{ nullable: true }, @P] }\n\
         Last: { anyOf: [@P, { nullable: true, description: Nothing., default: null }] }\n\
         Object: { anyOf: [@E, { type: object, nullable: true }] }\n\
         Value: { oneOf: [{ enum: [null] }, @P] }\n\
         Both: { oneOf: [{ nullable: true, enum: [null] }, { nullable: true }, @P] }\n\
         Inline: { oneOf: [{ nullable: true }, { type: string }] }\n\
         Three: { oneOf: [{ nullable: true }, @P, @E] }\n\
         Constants: { oneOf: [{ type: integer, enum: [1], title: ONE }, { type: integer, enum: [2] }, { nullable: true }] }\n\
         Objects: { oneOf: [{ type: object, nullable: true }, { type: string }] }\n\
         Alone: { oneOf: [{ nullable: true }] }\n\
         Any: { anyOf: [{ nullable: true }, {}] }",
        "P: {name: plain}\n\
         E: <a b>\n\
         First: = P or null\n\
         Last: = P or null\n\
         Object: = E or null\n\
         Value: = P or null\n\
         Both: = P or null\n\
         Inline: = plain or null\n\
         Three: (P | E) or null\n\
         Constants: <1=ONE 2> or null\n\
         Objects: ({*: any} or null | plain) or null\n\
         Alone: = any or null\n\
         Any: any\n\
         unchecked-schema: the alternatives only require properties: which of them are there is not checked",
    )]);
}
