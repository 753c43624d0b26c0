//! What the variants of unions are told apart by.

use super::{V30, check};

#[test]
fn a_reference_is_its_target() {
    check(&[
        // A mapping by way of a component that is only a reference, and of two.
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
        // A list by way of such, where the mapping names the schemas themselves; and without a mapping.
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
        // One schema under two names, listed as both: each name is its own.
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
        // Heirs of a base by another name of it, and a mapping by another name of an heir.
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
        // A union among the variants, by another name.
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
