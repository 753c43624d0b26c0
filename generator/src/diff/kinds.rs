//! Every kind of change, with its verdict and the reason for it.

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

        /// All kinds, by what they are about.
        pub static ALL: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    // Types.
    TYPE_REMOVED "type-removed" Breaking Api "code that names it does not compile"
    TYPE_ADDED "type-added" Compatible Api "nothing names it yet"
    TYPE_RENAMED "type-renamed" Breaking Api "code that names it does not compile"
    TYPE_KIND_CHANGED "type-kind-changed" Breaking Api "it is made and read in another way"
    TYPE_TARGET_CHANGED "type-target-changed" Breaking Api "it is another name for another type now"
    NO_LONGER_SENT "type-no-longer-sent" Breaking Api "only answers hold it: its constructor, setters and conversions for requests, and `Serialize`, are gone"
    NOW_SENT "type-now-sent" Compatible Api "requests hold it too: it has what callers make one with, and `Serialize`"
    NO_LONGER_RECEIVED "type-no-longer-received" Breaking Api "only requests hold it: `Deserialize` is gone"
    NOW_RECEIVED "type-now-received" Compatible Api "answers hold it too: it has `Deserialize`"
    DERIVE_REMOVED "derive-removed" Breaking Api "what it holds has not the trait, or nobody asks for it any more: code that needs it does not compile"
    DERIVE_ADDED "derive-added" Compatible Api "it has one trait more"

    // Fields.
    FIELD_REMOVED "field-removed" Breaking Api "code that reads or sets it does not compile"
    FIELD_ADDED "field-added" Compatible Api "structs are `#[non_exhaustive]`: nobody writes all fields down"
    FIELD_RENAMED "field-renamed" Breaking Api "code that reads or sets it does not compile"
    REQUIRED_FIELD_ADDED "required-field-added" Breaking Api "`new` takes it: calls of the old constructor do not compile"
    FIELD_TYPE_CHANGED "field-type-changed" Breaking Api "code that reads or sets it does not compile"
    FIELD_REQUIRED "field-required" Breaking Api "it is no `Option` any more; where callers make one, `new` takes it"
    FIELD_OPTIONAL "field-optional" Breaking Api "it is an `Option` now; where callers make one, a setter takes it and `new` does not"
    FIELD_NULLABLE "field-nullable" Breaking Api "`null` is one of its values now, and its type says so"
    FIELD_NOT_NULLABLE "field-not-nullable" Breaking Api "`null` is no value of it any more, and its type says so"
    FIELD_ORDER_CHANGED "field-order-changed" Breaking Api "its values compare field by field, in another order: code compiles and means something else"
    CONSTRUCTOR_ARGUMENT_ADDED "constructor-argument-added" Breaking Api "`new` takes it: calls of the old constructor do not compile"
    CONSTRUCTOR_ARGUMENT_REMOVED "constructor-argument-removed" Breaking Api "`new` does not take it any more: calls of the old constructor do not compile"
    CONSTRUCTOR_ORDER_CHANGED "constructor-order-changed" Breaking Api "`new` takes the same values in another order: where their types agree, code compiles and sends each as another"
    FIELD_WIRE_NAME_CHANGED "field-wire-name-changed" Compatible Wire "its name in Rust is the same; in JSON it has another"
    FIELD_PRESENCE_CHANGED "field-presence-changed" Compatible Wire "its type in Rust is the same; what stands for no value differs"
    FIELD_DEFAULT_CHANGED "field-default-changed" Compatible Wire "what is left out means something else"
    PART_CHANGED "part-changed" Compatible Wire "its type in Rust is the same; its part of the request is written in another way"

    // Enums and unions.
    VARIANT_REMOVED "variant-removed" Breaking Api "code that names it does not compile"
    VARIANT_ADDED "variant-added" Compatible Api "enums are `#[non_exhaustive]`: every match has an arm for others, which took such values so far"
    CLOSED_VARIANT_ADDED "closed-variant-added" Breaking Api "the enum is closed: a match that names all its variants does not compile"
    VARIANT_RENAMED "variant-renamed" Breaking Api "code that names it does not compile"
    VARIANT_TYPE_CHANGED "variant-type-changed" Breaking Api "code that makes or matches it does not compile"
    CATCH_ALL_RENAMED "catch-all-renamed" Breaking Api "the variant that holds all other values has another name, as a value took the one it had"
    CATCH_ALL_REMOVED "catch-all-removed" Breaking Api "the enum is closed now: code that names the variant of all other values does not compile, and such values are refused"
    CATCH_ALL_ADDED "catch-all-added" Breaking Api "the enum is open now: a match without an arm for others does not compile"
    VARIANT_ORDER_CHANGED "variant-order-changed" Breaking Api "its variants compare in another order, or `as` turns them into other numbers: code compiles and means something else"
    CONVERSION_REMOVED "conversion-removed" Breaking Api "its payload does not turn into the enum by `From` any more"
    CONVERSION_ADDED "conversion-added" Compatible Api "its payload turns into the enum by `From`"
    VARIANT_VALUE_CHANGED "variant-value-changed" Compatible Wire "its name in Rust is the same; on the wire it is another value"
    DISCRIMINATOR_CHANGED "discriminator-changed" Compatible Wire "another property, or another value of it, tells which variant is meant, or values that mean none are read otherwise"
    UNION_READING_CHANGED "union-reading-changed" Compatible Wire "its variants are the same; a value that may be several of them is read as another"

    // Operations.
    OPERATION_REMOVED "operation-removed" Breaking Api "code that calls it does not compile"
    OPERATION_ADDED "operation-added" Compatible Api "nothing calls it yet"
    OPERATION_RENAMED "operation-renamed" Breaking Api "code that calls it does not compile"
    OPERATION_MOVED "operation-moved" Breaking Api "code that names the type of the call does not compile; the client's method stays"
    METHOD_CHANGED "method-changed" Compatible Wire "code is the same; requests use another HTTP method"
    PATH_CHANGED "path-changed" Compatible Wire "code is the same; requests go to another path"
    OPERATION_SERVER_CHANGED "operation-server-changed" Compatible Wire "code is the same; requests go to another server"
    SECURITY_CHANGED "security-changed" Compatible Wire "code is the same; requests prove in another way who makes them, and a client without the credentials is refused"
    SCOPES_CHANGED "scopes-changed" Documentation Docs "requests are the same; their token needs other scopes"

    // What operations take.
    ARGUMENT_ADDED "argument-added" Breaking Api "calls of the method do not compile"
    ARGUMENT_REMOVED "argument-removed" Breaking Api "calls of the method do not compile"
    ARGUMENT_TYPE_CHANGED "argument-type-changed" Breaking Api "calls of the method do not compile"
    ARGUMENT_WIDENED "argument-widened" Compatible Api "the method takes values of the type it took, and others; where `.into()` made one, the compiler may ask which type is meant"
    ARGUMENT_REPLACED "argument-replaced" Breaking Api "code compiles, and what it gives is sent as another parameter"
    ARGUMENT_ORDER_CHANGED "argument-order-changed" Breaking Api "the method takes the same values in another order: where their types agree, code compiles and sends each as another"
    ARGUMENT_RENAMED "argument-renamed" Documentation Docs "arguments have no name in a call"
    PARAMETER_OPTIONAL "parameter-optional" Breaking Api "it was an argument, and is set by a method of the call now"
    PARAMETER_REQUIRED "parameter-required" Breaking Api "it was set by a method of the call, and is an argument now"
    SETTER_ADDED "setter-added" Compatible Api "nothing sets it yet"
    SETTER_REMOVED "setter-removed" Breaking Api "code that sets it does not compile"
    SETTER_RENAMED "setter-renamed" Breaking Api "code that sets it does not compile"
    SETTER_TYPE_CHANGED "setter-type-changed" Breaking Api "code that sets it does not compile"
    PARAMETER_NAME_CHANGED "parameter-name-changed" Compatible Wire "code is the same; the parameter has another name in requests"
    PARAMETER_PLACE_CHANGED "parameter-place-changed" Compatible Wire "code is the same; another part of the request carries the parameter"
    PARAMETER_STYLE_CHANGED "parameter-style-changed" Compatible Wire "code is the same; the parameter is written in another way"
    PARAMETER_DEFAULT_CHANGED "parameter-default-changed" Compatible Wire "what is left out means something else"
    BODY_MEDIA_TYPE_CHANGED "body-media-type-changed" Compatible Wire "code is the same; the body is sent as another media type"
    BODY_ENCODING_CHANGED "body-encoding-changed" Compatible Wire "code is the same; fields of the form are written in another way"
    BODY_FORM_ADDED "body-form-added" Compatible Api "the enum is `#[non_exhaustive]`, and its other forms stay"
    BODY_FORM_REMOVED "body-form-removed" Breaking Api "code that sends the body in this form does not compile"
    BODY_FORM_TYPE_CHANGED "body-form-type-changed" Breaking Api "code that sends the body in this form does not compile"

    // What operations answer.
    ANSWER_TYPE_CHANGED "answer-type-changed" Breaking Api "code that uses the answer does not compile"
    ERROR_TYPE_CHANGED "error-type-changed" Breaking Api "code that reads the documented error does not compile"
    ANSWER_VARIANT_ADDED "answer-variant-added" Compatible Api "enums are `#[non_exhaustive]`: every match has an arm for others"
    ANSWER_VARIANT_REMOVED "answer-variant-removed" Breaking Api "code that matches it does not compile"
    ANSWER_VARIANT_TYPE_CHANGED "answer-variant-type-changed" Breaking Api "code that matches it does not compile"
    ANSWER_NOT_CLONED "answer-no-longer-cloned" Breaking Api "one of its variants is a stream now: `Clone` and `PartialEq` are gone"
    ANSWER_CLONED "answer-now-cloned" Compatible Api "none of its variants is a stream any more: it has `Clone` and `PartialEq`"
    STATUS_ADDED "status-added" Compatible Wire "types are the same; an answer with this status is read as documented now"
    STATUS_REMOVED "status-removed" Compatible Wire "types are the same; an answer with this status is not documented any more"
    STATUS_DOCUMENTED "status-documented" Documentation Description "every answer of its kind was read so, and is"
    STATUS_UNDOCUMENTED "status-no-longer-documented" Documentation Description "every answer of its kind was read so, and is"
    FAILURE_DOCUMENTED "failure-documented" Documentation Docs "every failure was read so, and is; the docs name the status"
    FAILURE_UNDOCUMENTED "failure-no-longer-documented" Documentation Docs "every failure was read so, and is; the docs do not name the status any more"
    READING_CHANGED "reading-changed" Compatible Wire "types are the same; the body of the answer is read in another way"
    ACCEPT_CHANGED "accept-changed" Compatible Wire "code is the same; requests ask for other media types"
    ANSWER_FORM_ADDED "answer-form-added" Compatible Api "nothing asks for it yet"
    ANSWER_FORM_REMOVED "answer-form-removed" Breaking Api "code that asks for the answer in this form does not compile"
    ANSWER_FORM_TYPE_CHANGED "answer-form-type-changed" Breaking Api "code that asks for the answer in this form does not compile"
    PAGES_ADDED "pages-added" Compatible Api "nothing follows the pages yet"
    PAGES_REMOVED "pages-removed" Breaking Api "code that follows the pages does not compile"
    PAGES_TYPE_CHANGED "pages-type-changed" Breaking Api "code that follows the pages does not compile"
    PAGES_CHANGED "pages-changed" Compatible Wire "types are the same; pages are asked for, or items read, in another way"
    WAITER_ADDED "waiter-added" Compatible Api "nothing waits so yet"
    WAITER_REMOVED "waiter-removed" Breaking Api "code that waits does not compile"
    WAITER_TYPE_CHANGED "waiter-type-changed" Breaking Api "code that waits does not compile, or asks another operation"
    WAITER_CHANGED "waiter-changed" Compatible Wire "types are the same; it is asked in another way whether the work is done"
    HEADER_ADDED "header-added" Compatible Api "nothing reads it yet"
    HEADER_REMOVED "header-removed" Breaking Api "code that reads it does not compile"
    HEADER_TYPE_CHANGED "header-type-changed" Breaking Api "code that reads it does not compile"
    HEADER_READING_CHANGED "header-reading-changed" Compatible Wire "its type is the same; it is read in another way"

    // The client.
    SERVER_ADDED "server-added" Compatible Api "nothing chooses it yet"
    SERVER_REMOVED "server-removed" Breaking Api "code that chooses it does not compile"
    SERVER_RENAMED "server-renamed" Breaking Api "code that chooses it does not compile"
    SERVER_ARGUMENTS_CHANGED "server-arguments-changed" Breaking Api "code that chooses it does not compile, or gives each value as another"
    SERVER_URL_CHANGED "server-url-changed" Compatible Wire "code is the same; requests go to another address"
    DEFAULT_SERVER_CHANGED "default-server-changed" Compatible Wire "a client that is told no server calls another, or must be told one"
    CREDENTIAL_ADDED "credential-added" Compatible Api "nothing gives it yet"
    CREDENTIAL_REMOVED "credential-removed" Breaking Api "code that gives it does not compile"
    CREDENTIAL_TYPE_CHANGED "credential-type-changed" Breaking Api "code that gives it does not compile"
    SCHEME_CHANGED "scheme-changed" Compatible Wire "code is the same; the credential is sent in another way"
    FEATURE_ADDED "feature-added" Compatible Api "nothing turns it on yet; the default features have it"
    FEATURE_REMOVED "feature-removed" Breaking Api "cargo refuses a manifest that turns it on"
    FEATURES_BEGUN "features-begun" Breaking Api "a program that turns off the default features must turn on those of the tags that it calls"
    SHARED_PARAMETER_ADDED "shared-parameter-added" Compatible Api "nothing gives it yet"
    SHARED_PARAMETER_REMOVED "shared-parameter-removed" Breaking Api "code that gives it does not compile"

    // The package.
    DEPENDENCY_CHANGED "dependency-changed" Breaking Api "types of the API come from another version of their crate: those of the old one are not those of the new one"
    DEPENDENCY_MOVED "dependency-moved" Compatible Api "types of the API come from a version of their crate that cargo takes for the same"
    RUST_VERSION_CHANGED "rust-version-changed" Compatible Api "cargo asks for another version of the compiler at least"

    // Docs.
    DOCS_CHANGED "docs-changed" Documentation Docs "it is described in other words"
    LIMITS_CHANGED "limits-changed" Documentation Description "types are the same; the server may refuse what it took, or take what it refused"
    DEPRECATED "deprecated" Compatible Api "it compiles; the compiler warns of its use now"
    UNDEPRECATED "no-longer-deprecated" Documentation Docs "the compiler does not warn of its use any more"
    TITLE_CHANGED "title-changed" Documentation Docs "the API is called something else"
    VERSION_CHANGED "version-changed" Documentation Docs "the description says another version of itself"
}
