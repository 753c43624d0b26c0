//! The runtime, copied verbatim. Only the files that the crate needs are included.

use super::types::use_list;
use crate::plan::{CratePlan, RuntimePart};

/// A file of the runtime.
struct File {
    name: &'static str,
    text: &'static str,
    part: RuntimePart,
    /// The names that the crate reexports publicly, sorted.
    public: &'static [&'static str],
    /// The names that generated code uses, sorted.
    inner: &'static [&'static str],
}

impl File {
    /// The feature that the file is compiled under, if any.
    fn feature(&self) -> Option<&'static str> {
        let found = FEATURES.iter().find(|(name, _)| *name == self.name);
        found.map(|(_, feature)| *feature)
    }
}

/// Files that are only compiled with a feature.
const FEATURES: &[(&str, &str)] = &[
    ("blocking", "blocking"),
    ("connection", "reqwest"),
    ("testing", "testing"),
    ("testing_response", "testing"),
    ("testing_body", "testing"),
];

/// Files that are public modules.
const MODULES: &[&str] = &["blocking", "testing"];

macro_rules! file {
    ($name:literal, $part:ident, [$($public:literal),*], [$($inner:literal),*]) => {
        File {
            name: $name,
            text: include_str!(concat!("../../runtime/", $name, ".rs")),
            part: RuntimePart::$part,
            public: &[$($public),*],
            inner: &[$($inner),*],
        }
    };
}

const FILES: &[File] = &[
    file!("absent", Core, [], []),
    file!("base64", Base64, ["Base64"], []),
    file!("base_url", Core, [], []),
    file!("blocking", Core, [], []),
    file!("date_time", DateTime, ["DateTime"], []),
    file!("body", Core, ["Body", "BoxError"], []),
    file!("build_error", Core, ["BuildError"], []),
    file!("call", Core, ["Call"], []),
    file!("call_body", Core, [], []),
    file!("call_parameter", Core, [], []),
    file!("charset", Text, [], []),
    file!("call_outcome", Core, [], []),
    file!("client", Core, ["Client", "ClientBuilder"], []),
    file!(
        "credential",
        Core,
        ["Credential"],
        ["SchemeKind", "SecurityScheme"]
    ),
    file!(
        "client_credentials",
        ClientCredentials,
        ["ClientCredentials", "TokenError"],
        []
    ),
    file!("collect", Core, [], []),
    file!("connection", Core, [], []),
    file!("constant", Core, [], []),
    file!("credential_error", Core, ["CredentialError"], []),
    file!("decode_error", Core, ["DecodeError"], []),
    file!("deep_object", DeepObject, [], []),
    file!("deep_query", DeepQuery, [], []),
    file!("encoding", Core, [], []),
    file!("text_enum", TextEnum, [], ["text_enum"]),
    file!("error", Core, ["ApiError", "Error"], []),
    file!("event_parser", EventStream, ["ServerSentEvent"], []),
    file!("event_resume", EventStream, ["Resume"], []),
    file!("event_stream", EventStream, ["EventStream"], []),
    file!("exchange", Core, [], []),
    file!("failure_text", Core, [], []),
    file!("file_part", Multipart, ["FilePart"], []),
    file!("finite", Core, [], []),
    file!("float32", Float32, [], []),
    file!("form", Form, [], ["FormField"]),
    file!("header", Core, [], []),
    file!("inner_list", InnerList, [], ["JoinedLists"]),
    file!("integer_enum", IntegerEnum, [], ["integer_enum"]),
    file!("invalid_request", Core, ["InvalidRequest"], []),
    file!("single_flight", Core, [], []),
    file!("json", Core, [], ["codec", "decode", "encode"]),
    file!("json_fields", Core, [], []),
    file!("json_lines", JsonLines, ["JsonLines"], []),
    file!("json_members", Core, [], []),
    file!("json_object", Core, [], []),
    file!("json_path", Core, [], []),
    file!("json_records", JsonLines, [], []),
    file!("json_text", Core, [], []),
    file!("lenient", Core, [], []),
    file!("link", Link, [], []),
    file!("redaction", Core, [], []),
    file!(
        "middleware",
        Core,
        ["Middleware", "Next", "RequestSigner"],
        []
    ),
    file!("multipart", Multipart, ["Multipart"], ["IntoMultipart"]),
    file!(
        "any_part",
        Multipart,
        ["AnyPart"],
        ["into_multipart", "into_part"]
    ),
    file!("nullable", Nullable, ["Nullable"], []),
    file!(
        "operation",
        Core,
        ["CallFuture", "Operation"],
        ["operation"]
    ),
    file!(
        "operation_info",
        Core,
        ["OperationContext"],
        ["OperationInfo"]
    ),
    file!(
        "pagination",
        Pagination,
        ["Items", "Pages", "Paginated"],
        ["paginated"]
    ),
    file!("poll_schedule", Waiter, [], []),
    file!("parameter", Core, [], ["PathForm", "QueryStyle"]),
    file!("parameter_value", Core, [], []),
    file!("placed", Union, [], []),
    file!("preview", Core, ["Preview"], []),
    file!("problem_details", Core, ["ProblemDetails"], []),
    file!(
        "provider",
        Core,
        ["CredentialProvider", "IssuedCredential"],
        []
    ),
    file!("response", Core, ["RawResponse", "Response"], []),
    file!("request", Core, [], []),
    file!("response_header", Header, ["Header"], []),
    file!("read_body", Core, [], []),
    file!("retry", Core, ["RetryPolicy"], []),
    file!("retry_after", Core, [], []),
    file!("shared", Core, [], ["ClientSpec"]),
    file!("waiter", Waiter, ["UntilDone", "Waiter"], []),
    file!("long_running", Waiter, ["LongRunning"], ["long_running"]),
    file!("unread", Core, [], []),
    file!("unknown_value", ClosedEnum, ["UnknownValueError"], []),
    file!("wait_error", Waiter, ["WaitError"], []),
    file!("page_cursor", Pagination, [], []),
    file!("secret", Core, ["Secret"], []),
    file!(
        "server_variable",
        ServerVariable,
        [],
        ["in_host", "in_path", "in_whole_path"]
    ),
    file!(
        "stream",
        Stream,
        ["ByteStream", "StreamError", "StreamedError"],
        []
    ),
    file!("text_body", Text, [], []),
    file!("testing", Core, [], []),
    file!("testing_response", Core, [], []),
    file!("testing_body", Core, [], []),
    file!("timeouts", Core, [], []),
    file!("trace", Core, [], []),
    file!("transport", Core, ["BoxFuture", "Transport"], []),
    file!(
        "transport_error",
        Core,
        ["TransportError", "TransportErrorKind"],
        []
    ),
    file!(
        "union",
        Union,
        [],
        ["decode_tagged", "decode_untagged", "encode_union"]
    ),
];

fn files(plan: &CratePlan) -> impl Iterator<Item = &'static File> {
    FILES
        .iter()
        .filter(|file| plan.runtime.contains(&file.part))
        .filter(|file| file.feature().is_none_or(|name| plan.has_feature(name)))
}

/// The files that are public modules, each behind the feature of the same name.
pub(super) fn modules(plan: &CratePlan) -> impl Iterator<Item = &'static str> {
    MODULES
        .iter()
        .copied()
        .filter(|name| plan.has_feature(name))
}

/// The names of the runtime that the crate reexports publicly, sorted.
pub(super) fn public_names(plan: &CratePlan) -> Vec<&'static str> {
    let mut names: Vec<&str> = files(plan).flat_map(|file| file.public).copied().collect();
    names.sort_unstable();
    names
}

/// Generates the files, and the module that lists them.
pub(super) fn emit(plan: &CratePlan) -> Vec<(String, String)> {
    let mut emitted = vec![("src/runtime.rs".to_owned(), index(plan))];
    emitted.extend(files(plan).map(|file| {
        (
            format!("src/runtime/{}.rs", file.name),
            file.text.to_owned(),
        )
    }));
    emitted
}

fn index(plan: &CratePlan) -> String {
    let mut text = String::from(
        "//! The runtime that all operations share: calls, credentials, transport, errors and JSON.\n\n",
    );
    let mut modules: Vec<&File> = files(plan).collect();
    modules.sort_by_key(|file| file.name);
    for file in &modules {
        if let Some(feature) = file.feature() {
            text.push_str(&format!("#[cfg(feature = {feature:?})]\n"));
        }
        let visibility = if MODULES.contains(&file.name) {
            "pub"
        } else {
            "pub(crate)"
        };
        text.push_str(&format!("{visibility} mod {};\n", file.name));
    }
    text.push('\n');
    for file in modules.iter().filter(|file| !file.public.is_empty()) {
        text.push_str(&use_list(file.name, file.public).replace("use ", "pub use "));
    }
    text.push('\n');
    for file in modules.iter().filter(|file| !file.inner.is_empty()) {
        text.push_str("#[allow(unused_imports, reason = \"a description uses some of these\")]\n");
        text.push_str(&use_list(file.name, file.inner).replace("use ", "pub(crate) use "));
    }
    text
}
