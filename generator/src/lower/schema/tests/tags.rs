//! How the variants of unions are distinguished.

use super::{V30, V31, check};

#[test]
fn a_reference_is_its_target() {
    check(&[
        // A mapping through one component that is only a reference, and through two.
        (
            V30,
            "U: { oneOf: [@A, @B], discriminator: { propertyName: t, mapping: { a: Alias, b: Longer } } }\n\
             A: { type: object, required: [t], properties: { t: { type: string } } }\n\
             B: { type: object, required: [t], properties: { t: { type: string } } }\n\
             Alias: @A\n\
             Longer: @Long\n\
             Long: @B",
            "U: (by t A=a | B=b)\n\
             A: {t: plain}\n\
             B: {t: plain}\n\
             Alias: = A\n\
             Longer: = Long\n\
             Long: = B",
        ),
        // A list of such components, while the mapping names the schemas themselves; and without a
        // mapping.
        (
            V30,
            "U: { oneOf: [@Alias, @B], discriminator: { propertyName: t, mapping: { a: A, b: B } } }\n\
             V: { oneOf: [@Alias, @B], discriminator: { propertyName: t } }\n\
             A: { type: object, required: [t], properties: { t: { type: string } } }\n\
             B: { type: object, required: [t], properties: { t: { type: string } } }\n\
             Alias: @A",
            "U: (by t Alias=a | B=b)\n\
             V: (by t Alias=Alias,A | B=B)\n\
             A: {t: plain}\n\
             B: {t: plain}\n\
             Alias: = A",
        ),
        // One schema listed under two names: each name selects its own variant.
        (
            V30,
            "U: { oneOf: [@One, @Two], discriminator: { propertyName: t, mapping: { o: One, t: Two } } }\n\
             One: @Both\n\
             Two: @Both\n\
             Both: { type: object, required: [t], properties: { t: { type: string } } }",
            "U: (by t One=o | Two=t)\n\
             One: = Both\n\
             Two: = Both\n\
             Both: {t: plain}",
        ),
        // Schemas that extend an alias of the base, and a mapping to an alias of such a schema.
        (
            V30,
            "Pet: { type: object, required: [t], properties: { t: { type: string } }, discriminator: { propertyName: t, mapping: { cat: Puss } } }\n\
             Animal: @Pet\n\
             Cat: { allOf: [@Animal, { properties: { claws: { type: integer } } }] }\n\
             Puss: @Cat\n\
             Dog: { allOf: [@Pet] }",
            "Pet: (by t Cat=cat | Dog=Dog)\n\
             Animal: = Pet\n\
             Cat: {t: plain, claws?: integer}\n\
             Puss: = Cat\n\
             Dog: {t: plain}",
        ),
        // A value instead of the name, as in descriptions for AutoRest. A mapping takes precedence.
        (
            V30,
            "Pet: { type: object, required: [t], properties: { t: { type: string } }, discriminator: { propertyName: t, mapping: { d: Dog } } }\n\
             Cat: { allOf: [@Pet], x-ms-discriminator-value: '#Cat.1' }\n\
             Dog: { allOf: [@Pet], x-ms-discriminator-value: '#Dog.1' }\n\
             Puss: @Cat",
            "Pet: (by t Cat=#Cat.1 | Dog=d)\n\
             Cat: {t: plain}\n\
             Dog: {t: plain}\n\
             Puss: = Cat",
        ),
        // A nested union, through an alias.
        (
            V30,
            "U: { oneOf: [@Other, @C], discriminator: { propertyName: t } }\n\
             Other: @V\n\
             V: { oneOf: [@A, @B], discriminator: { propertyName: t } }\n\
             A: { type: object, required: [t], properties: { t: { type: string } } }\n\
             B: { type: object, required: [t], properties: { t: { type: string } } }\n\
             C: { type: object, required: [t], properties: { t: { type: string } } }",
            "U: (by t Other=A,B | C=C)\n\
             Other: = V\n\
             V: (by t A=A | B=B)\n\
             A: {t: plain}\n\
             B: {t: plain}\n\
             C: {t: plain}",
        ),
    ]);
}

#[test]
fn constants_tell_variants_apart_though_they_are_optional() {
    check(&[
        // Each variant has its own default, so a value without the property is ambiguous.
        (
            V31,
            "U: { anyOf: [@A, @B] }\n\
             A: { type: object, properties: { t: { type: string, const: a, default: a } } }\n\
             B: { type: object, properties: { t: { type: string, const: b, default: b } } }",
            "U: (by t A=a? | B=b?)\n\
             A: {t?=\"a\": <a>}\n\
             B: {t?=\"b\": <b>}",
        ),
        // Only one variant has a default, or does not require the property.
        (
            V31,
            "U: { anyOf: [@A, @B, @C] }\n\
             V: { anyOf: [@A, @C] }\n\
             W: { oneOf: [@A, @B], discriminator: { propertyName: t } }\n\
             A: { type: object, properties: { t: { type: integer, enum: [1], default: 1 } } }\n\
             B: { type: object, properties: { t: { type: integer, enum: [2] } } }\n\
             C: { type: object, required: [t], properties: { t: { type: integer, enum: [3] } } }",
            "U: (by t A=1! | B=2? | C=3)\n\
             V: (by t A=1! | C=3)\n\
             W: (by t A=1? | B=2)\n\
             A: {t?=1: <1>}\n\
             B: {t?=2: <2>}\n\
             C: {t: <3>}",
        ),
        // A required property takes precedence over an optional one. An optional one counts if some
        // variant has a single value; of several values, only a default is written.
        (
            V31,
            "U: { oneOf: [@A, @B] }\n\
             V: { oneOf: [@C, @D] }\n\
             A: { type: object, required: [s], properties: { t: { const: a }, s: { const: x } } }\n\
             B: { type: object, required: [s], properties: { t: { const: b }, s: { const: y } } }\n\
             C: { type: object, properties: { t: { type: boolean, enum: [true] } } }\n\
             D: { type: object, properties: { t: { enum: [c, d] } } }\n\
             W: { oneOf: [@A, @E] }\n\
             E: { type: object, properties: { t: { enum: [e, f], default: f } } }\n\
             X: { oneOf: [@D, @E] }",
            "U: (by s A=x | B=y)\n\
             V: (by t C=true? | D=c,d?)\n\
             A: {t?=\"a\": <a>, s: <x>}\n\
             B: {t?: <b>, s: <y>}\n\
             C: {t?=true: boolean}\n\
             D: {t?: <c d>}\n\
             W: (by t A=a? | E=f,e!)\n\
             E: {t?=\"f\": <e f>}\n\
             X: (D | E)",
        ),
    ]);
}

#[test]
fn what_tells_a_variant_is_written_where_nobody_says_it() {
    check(&[
        // By a mapping (its first value), by name, by a default; nullable and read-only.
        (
            V31,
            "U: { oneOf: [@A, @B, @C, @D], discriminator: { propertyName: t, mapping: { a: A, other: A, b: B } } }\n\
             A: { type: object, properties: { t: { type: string } } }\n\
             B: { type: object, required: [t], properties: { t: { type: [string, 'null'] } } }\n\
             C: { type: object, required: [t], properties: { t: { type: string, readOnly: true } } }\n\
             D: { type: object, properties: { t: { type: string, default: d } } }",
            "U: (by t A=a,other | B=b | C=C | D=d,D?)\n\
             A: {t?=\"a\": plain}\n\
             B: {t=\"b\": plain or null}\n\
             C: {t read=\"C\": plain}\n\
             D: {t?=\"d\": plain}",
        ),
        // The default among several values; the constant of the variant takes precedence over the
        // mapping.
        (
            V31,
            "U: { oneOf: [@A, @B], discriminator: { propertyName: t, mapping: { x: A, a: A, y: A, b: B } } }\n\
             A: { type: object, properties: { t: { enum: [x, y], default: y } } }\n\
             B: { type: object, properties: { t: { const: B1 } } }",
            "U: (by t A=y,x,a? | B=B1,b)\n\
             A: {t?=\"y\": <x y>}\n\
             B: {t?=\"B1\": <B1>}",
        ),
        // Schemas that extend the base at any depth: the default of the base selects none of them.
        (
            V30,
            "Base: { type: object, properties: { t: { type: string, default: base } }, discriminator: { propertyName: t } }\n\
             Only: { allOf: [@Base, { properties: { x: { type: string } } }] }\n\
             Below: { allOf: [@Only, { properties: { y: { type: string } } }] }",
            "Base: (by t Only=Only | Below=Below)\n\
             Only: {t?=\"Only\": plain, x?: plain}\n\
             Below: {t?=\"Below\": plain, x?: plain, y?: plain}",
        ),
        // If two unions disagree, each writes its own value. The value has the type of the
        // property.
        (
            V30,
            "U: { oneOf: [@A, @B], discriminator: { propertyName: t, mapping: { a: A, '2': B } } }\n\
             V: { oneOf: [@A, @C], discriminator: { propertyName: t, mapping: { x: A, '3': C } } }\n\
             A: { type: object, properties: { t: { type: string } } }\n\
             B: { type: object, properties: { t: { type: integer } } }\n\
             C: { type: object, properties: { t: { type: string } } }",
            "U: (by t A=a | B=2)\n\
             V: (by t A=x | C=3)\n\
             A: {t?: plain}\n\
             B: {t?=2: integer}\n\
             C: {t?=\"3\": plain}",
        ),
        // Outside of unions: a constant that equals the default, and one that does not.
        (
            V31,
            "A: { type: object, properties: { t: { const: a, default: a }, n: { type: integer, enum: [1], default: 1 }, u: { const: a }, v: { type: string, default: a }, w: { const: a, default: a, readOnly: true }, x: { enum: [a, null], default: a } } }",
            "A: {t?=\"a\": <a>, n?=1: <1>, u?: <a>, v?: plain, w? read: <a>, x?: <a> or null}",
        ),
        // The variant for values without a discriminator value does not need one.
        (
            "3.2.0",
            "U: { oneOf: [@A, @B], discriminator: { propertyName: t, defaultMapping: B } }\n\
             A: { type: object, properties: { t: { type: string } } }\n\
             B: { type: object, properties: { t: { type: string } } }",
            "U: (by t A=A | B=B)\n\
             A: {t?=\"A\": plain}\n\
             B: {t?: plain}",
        ),
    ]);
}

#[test]
fn tags_tell_objects_apart_beside_other_variants() {
    check(&[
        // A discriminator applies only to objects; the string is recognized by its structure.
        (
            V30,
            "U: { oneOf: [@A, @B, { type: string }], discriminator: { propertyName: t } }\n\
             A: { type: object, properties: { t: { type: string } } }\n\
             B: { type: object, properties: { t: { type: string } } }",
            "U: (by t A=A | B=B | plain?)\n\
             A: {t?=\"A\": plain}\n\
             B: {t?=\"B\": plain}",
        ),
        // Constants without a discriminator, also if two variants share them, or one has none.
        (
            V31,
            "U: { oneOf: [{ type: string }, @A, @B] }\n\
             V: { oneOf: [@A, @B, @C] }\n\
             W: { oneOf: [@A, @D, @B] }\n\
             A: { type: object, properties: { t: { const: a } } }\n\
             B: { type: object, properties: { t: { const: b } } }\n\
             C: { type: object, required: [c], properties: { c: { type: string } } }\n\
             D: { type: object, required: [t, d], properties: { t: { const: a }, d: { type: string } } }",
            "U: (distinguishing t: plain | A | B)\n\
             V: (distinguishing t: A | B | C)\n\
             W: (distinguishing t: A | D | B)\n\
             A: {t?=\"a\": <a>}\n\
             B: {t?=\"b\": <b>}\n\
             C: {c: plain}\n\
             D: {t: <a>, d: plain}",
        ),
    ]);
}
