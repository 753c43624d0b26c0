//! The table of all kinds of change, each with its verdict and the reason.

use super::change::Kind;

macro_rules! kinds {
    ($($name:ident $code:literal $verdict:ident $reach:ident $reason:literal)*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $reason, ".")]
            pub static $name: Kind = Kind {
                code: $code,
                verdict: super::change::Verdict::$verdict,
                reach: super::change::Reach::$reach,
                reason: $reason,
            };
        )*

        /// All kinds, grouped by subject.
        pub static ALL: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    // Types.
    TYPE_REMOVED "type-removed" Breaking Api "code that names it does not compile"
    TYPE_ADDED "type-added" Compatible Api "no code names it yet"
    TYPE_RENAMED "type-renamed" Breaking Api "code that names it does not compile"
    TYPE_KIND_CHANGED "type-kind-changed" Breaking Api "it is constructed and matched in another way"
    TYPE_TARGET_CHANGED "type-target-changed" Breaking Api "it is an alias of another type"
    NO_LONGER_SENT "type-no-longer-sent" Breaking Api "only responses have it: its constructor, setters, conversions and `Serialize` are gone"
    NOW_SENT "type-now-sent" Compatible Api "requests have it too: it gains a constructor, setters and `Serialize`"
    NO_LONGER_RECEIVED "type-no-longer-received" Breaking Api "only requests have it: `Deserialize` is gone"
    NOW_RECEIVED "type-now-received" Compatible Api "responses have it too: it gains `Deserialize`"
    DERIVE_REMOVED "derive-removed" Breaking Api "a member lacks the trait, or the settings no longer ask for it: code that needs it does not compile"
    DERIVE_ADDED "derive-added" Compatible Api "it implements one more trait"

    // Fields.
    FIELD_REMOVED "field-removed" Breaking Api "code that reads or sets it does not compile"
    FIELD_ADDED "field-added" Compatible Api "structs are `#[non_exhaustive]`: no code lists all fields"
    FIELD_RENAMED "field-renamed" Breaking Api "code that reads or sets it does not compile"
    REQUIRED_FIELD_ADDED "required-field-added" Breaking Api "`new` takes it: calls of the old constructor do not compile"
    FIELD_TYPE_CHANGED "field-type-changed" Breaking Api "code that reads or sets it does not compile"
    FIELD_REQUIRED "field-required" Breaking Api "it is no longer an `Option`; if callers construct the type, `new` takes it"
    FIELD_OPTIONAL "field-optional" Breaking Api "it is now an `Option`; if callers construct the type, a setter takes it and `new` does not"
    FIELD_NULLABLE "field-nullable" Breaking Api "`null` is now a valid value, and the type reflects it"
    FIELD_NOT_NULLABLE "field-not-nullable" Breaking Api "`null` is no longer a valid value, and the type reflects it"
    FIELD_ORDER_CHANGED "field-order-changed" Breaking Api "the derived order compares fields in another order: code compiles and behaves differently"
    CONSTRUCTOR_ARGUMENT_ADDED "constructor-argument-added" Breaking Api "`new` takes it: calls of the old constructor do not compile"
    CONSTRUCTOR_ARGUMENT_REMOVED "constructor-argument-removed" Breaking Api "`new` no longer takes it: calls of the old constructor do not compile"
    CONSTRUCTOR_ORDER_CHANGED "constructor-order-changed" Breaking Api "`new` takes the same values in another order: if their types are equal, code compiles and swaps them"
    FIELD_WIRE_NAME_CHANGED "field-wire-name-changed" Compatible Wire "the Rust name is the same; the JSON name differs"
    FIELD_PRESENCE_CHANGED "field-presence-changed" Compatible Wire "the Rust type is the same; absence is encoded differently"
    FIELD_DEFAULT_CHANGED "field-default-changed" Compatible Wire "omitting it means something else"
    FIELD_CONSTANT_CHANGED "field-constant-changed" Compatible Wire "callers that set nothing send another value, or none"
    PART_CHANGED "part-changed" Compatible Wire "the Rust type is the same; the part is encoded differently"

    // Enums and unions.
    VARIANT_REMOVED "variant-removed" Breaking Api "code that names it does not compile"
    VARIANT_ADDED "variant-added" Compatible Api "enums are `#[non_exhaustive]`: every match has a wildcard arm, which took such values so far"
    CLOSED_VARIANT_ADDED "closed-variant-added" Breaking Api "the enum is closed: an exhaustive match does not compile"
    VARIANT_RENAMED "variant-renamed" Breaking Api "code that names it does not compile"
    VARIANT_TYPE_CHANGED "variant-type-changed" Breaking Api "code that constructs or matches it does not compile"
    CATCH_ALL_REMOVED "catch-all-removed" Breaking Api "the enum is now closed: code that names the variant for unknown values does not compile, and unknown values are decode errors"
    CATCH_ALL_ADDED "catch-all-added" Breaking Api "the enum is now open: a match without a wildcard arm does not compile"
    VARIANT_ORDER_CHANGED "variant-order-changed" Breaking Api "the derived order or the numbers from `as` differ: code compiles and behaves differently"
    CONVERSION_REMOVED "conversion-removed" Breaking Api "`From` the payload is gone"
    CONVERSION_ADDED "conversion-added" Compatible Api "the enum gains `From` the payload"
    VARIANT_VALUE_CHANGED "variant-value-changed" Compatible Wire "the Rust name is the same; the value on the wire differs"
    DISCRIMINATOR_CHANGED "discriminator-changed" Compatible Wire "another property or another value of it selects the variant, or values without a match decode differently"
    UNION_READING_CHANGED "union-decoding-changed" Compatible Wire "the variants are the same; a value that matches several decodes as another one"

    // Operations.
    OPERATION_REMOVED "operation-removed" Breaking Api "code that calls it does not compile"
    OPERATION_ADDED "operation-added" Compatible Api "no code calls it yet"
    OPERATION_RENAMED "operation-renamed" Breaking Api "code that calls it does not compile"
    OPERATION_MOVED "operation-moved" Breaking Api "code that names the type of the call does not compile; the method of the client stays"
    METHOD_CHANGED "method-changed" Compatible Wire "code is the same; requests use another HTTP method"
    PATH_CHANGED "path-changed" Compatible Wire "code is the same; requests go to another path"
    OPERATION_SERVER_CHANGED "operation-server-changed" Compatible Wire "code is the same; requests go to another server"
    SECURITY_CHANGED "security-changed" Compatible Wire "code is the same; requests carry other credentials, and fail without them"
    SCOPES_CHANGED "scopes-changed" Documentation Docs "requests are the same; the token needs other scopes"

    // Inputs of operations.
    ARGUMENT_ADDED "argument-added" Breaking Api "calls of the method do not compile"
    ARGUMENT_REMOVED "argument-removed" Breaking Api "calls of the method do not compile"
    ARGUMENT_TYPE_CHANGED "argument-type-changed" Breaking Api "calls of the method do not compile"
    ARGUMENT_WIDENED "argument-widened" Compatible Api "the method takes the old type and others; a call with `.into()` may become ambiguous"
    ARGUMENT_REPLACED "argument-replaced" Breaking Api "code compiles and sends the value as another parameter"
    ARGUMENT_ORDER_CHANGED "argument-order-changed" Breaking Api "the method takes the same values in another order: if their types are equal, code compiles and swaps them"
    ARGUMENT_RENAMED "argument-renamed" Documentation Docs "calls do not name arguments"
    PARAMETER_OPTIONAL "parameter-optional" Breaking Api "it was an argument and is now a setter"
    PARAMETER_REQUIRED "parameter-required" Breaking Api "it was a setter and is now an argument"
    SETTER_ADDED "setter-added" Compatible Api "no code sets it yet"
    SETTER_REMOVED "setter-removed" Breaking Api "code that sets it does not compile"
    SETTER_RENAMED "setter-renamed" Breaking Api "code that sets it does not compile"
    SETTER_TYPE_CHANGED "setter-type-changed" Breaking Api "code that sets it does not compile"
    PARAMETER_NAME_CHANGED "parameter-name-changed" Compatible Wire "code is the same; the parameter has another name in requests"
    PARAMETER_PLACE_CHANGED "parameter-place-changed" Compatible Wire "code is the same; another part of the request carries the parameter"
    PARAMETER_STYLE_CHANGED "parameter-style-changed" Compatible Wire "code is the same; the parameter is encoded differently"
    PARAMETER_DEFAULT_CHANGED "parameter-default-changed" Compatible Wire "omitting it means something else"
    BODY_MEDIA_TYPE_CHANGED "body-media-type-changed" Compatible Wire "code is the same; the body is sent as another media type"
    BODY_ENCODING_CHANGED "body-encoding-changed" Compatible Wire "code is the same; fields of the form are encoded differently"
    BODY_REPRESENTATION_ADDED "body-representation-added" Compatible Api "the enum is `#[non_exhaustive]`, and its other variants stay"
    BODY_REPRESENTATION_REMOVED "body-representation-removed" Breaking Api "code that sends the body as this media type does not compile"
    BODY_REPRESENTATION_TYPE_CHANGED "body-representation-type-changed" Breaking Api "code that sends the body as this media type does not compile"

    // Responses of operations.
    RESPONSE_TYPE_CHANGED "response-type-changed" Breaking Api "code that uses the response does not compile"
    ERROR_TYPE_CHANGED "error-type-changed" Breaking Api "code that reads the documented error does not compile"
    RESPONSE_VARIANT_ADDED "response-variant-added" Compatible Api "enums are `#[non_exhaustive]`: every match has a wildcard arm"
    RESPONSE_VARIANT_REMOVED "response-variant-removed" Breaking Api "code that matches it does not compile"
    RESPONSE_VARIANT_TYPE_CHANGED "response-variant-type-changed" Breaking Api "code that matches it does not compile"
    RESPONSE_NOT_CLONED "response-no-longer-cloned" Breaking Api "a variant is now a stream: `Clone` and `PartialEq` are gone"
    RESPONSE_CLONED "response-now-cloned" Compatible Api "no variant is a stream any longer: it gains `Clone` and `PartialEq`"
    STATUS_ADDED "status-added" Compatible Wire "types are the same; a response with this status is now documented"
    STATUS_REMOVED "status-removed" Compatible Wire "types are the same; a response with this status is no longer documented"
    STATUS_DOCUMENTED "status-documented" Documentation Description "responses of its kind decode as before"
    STATUS_UNDOCUMENTED "status-no-longer-documented" Documentation Description "responses of its kind decode as before"
    FAILURE_DOCUMENTED "error-status-documented" Documentation Docs "error responses decode as before; the docs name the status"
    FAILURE_UNDOCUMENTED "error-status-no-longer-documented" Documentation Docs "error responses decode as before; the docs no longer name the status"
    READING_CHANGED "decoding-changed" Compatible Wire "types are the same; the response body decodes differently"
    ACCEPT_CHANGED "accept-changed" Compatible Wire "code is the same; requests accept other media types"
    RESPONSE_REPRESENTATION_ADDED "response-representation-added" Compatible Api "no code asks for it yet"
    RESPONSE_REPRESENTATION_REMOVED "response-representation-removed" Breaking Api "code that asks for this media type does not compile"
    RESPONSE_REPRESENTATION_TYPE_CHANGED "response-representation-type-changed" Breaking Api "code that asks for this media type does not compile"
    PAGES_ADDED "pages-added" Compatible Api "no code uses pages yet"
    PAGES_REMOVED "pages-removed" Breaking Api "code that uses pages does not compile"
    PAGES_TYPE_CHANGED "pages-type-changed" Breaking Api "code that uses pages does not compile"
    PAGES_CHANGED "pages-changed" Compatible Wire "types are the same; pages are requested or read differently"
    WAITER_ADDED "waiter-added" Compatible Api "no code waits yet"
    WAITER_REMOVED "waiter-removed" Breaking Api "code that waits does not compile"
    WAITER_TYPE_CHANGED "waiter-type-changed" Breaking Api "code that waits does not compile, or polls another operation"
    WAITER_CHANGED "waiter-changed" Compatible Wire "types are the same; the state is polled differently"
    HEADER_ADDED "header-added" Compatible Api "no code reads it yet"
    HEADER_REMOVED "header-removed" Breaking Api "code that reads it does not compile"
    HEADER_TYPE_CHANGED "header-type-changed" Breaking Api "code that reads it does not compile"
    HEADER_READING_CHANGED "header-decoding-changed" Compatible Wire "its type is the same; it decodes differently"

    // The client.
    SERVER_ADDED "server-added" Compatible Api "no code selects it yet"
    SERVER_REMOVED "server-removed" Breaking Api "code that selects it does not compile"
    SERVER_RENAMED "server-renamed" Breaking Api "code that selects it does not compile"
    SERVER_ARGUMENTS_CHANGED "server-arguments-changed" Breaking Api "code that selects it does not compile, or swaps values"
    SERVER_URL_CHANGED "server-url-changed" Compatible Wire "code is the same; requests go to another address"
    DEFAULT_SERVER_CHANGED "default-server-changed" Compatible Wire "a client without an explicit server calls another one, or must select one"
    CREDENTIAL_ADDED "credential-added" Compatible Api "no code sets it yet"
    CREDENTIAL_REMOVED "credential-removed" Breaking Api "code that sets it does not compile"
    CREDENTIAL_TYPE_CHANGED "credential-type-changed" Breaking Api "code that sets it does not compile"
    SCHEME_CHANGED "scheme-changed" Compatible Wire "code is the same; the credential is sent in another way"
    FEATURE_ADDED "feature-added" Compatible Api "no manifest enables it yet; the default features include it"
    FEATURE_REMOVED "feature-removed" Breaking Api "cargo refuses a manifest that enables it"
    FEATURES_BEGUN "features-begun" Breaking Api "a program without default features must enable those of the tags that it calls"
    SHARED_PARAMETER_ADDED "shared-parameter-added" Compatible Api "no code sets it yet"
    SHARED_PARAMETER_REMOVED "shared-parameter-removed" Breaking Api "code that sets it does not compile"

    // The package.
    DEPENDENCY_ADDED "dependency-added" Compatible Api "cargo fetches and builds the crate; its build script and its macros run then"
    DEPENDENCY_REMOVED "dependency-removed" Compatible Api "cargo no longer builds the crate for this one"
    DEPENDENCY_CHANGED "dependency-changed" Breaking Api "types of the API come from an incompatible version of their crate"
    DEPENDENCY_MOVED "dependency-moved" Compatible Api "types of the API come from a compatible version of their crate"
    RUST_VERSION_CHANGED "rust-version-changed" Compatible Api "the minimum Rust version differs"

    // Docs.
    DOCS_CHANGED "docs-changed" Documentation Docs "the text differs"
    LIMITS_CHANGED "limits-changed" Documentation Description "types are the same; the server may accept or refuse other values"
    DEPRECATED "deprecated" Compatible Api "it compiles; the compiler now warns about its use"
    UNDEPRECATED "no-longer-deprecated" Documentation Docs "the compiler no longer warns about its use"
    TITLE_CHANGED "title-changed" Documentation Docs "the title of the API differs"
    VERSION_CHANGED "version-changed" Documentation Docs "the version of the description differs"
}
