//! Sample values for the examples in docs: short, and of the right type.

use crate::model::OperationId;
use crate::plan::{
    Argument, ArgumentUse, CallExample, Conversions, ExternalType, Item, ItemKind, OperationModule,
    OperationPlan, RustType, Struct, Taken,
};
use std::collections::{BTreeMap, BTreeSet};

/// The maximum nesting of values in an example, for readability.
const MAX_DEPTH: usize = 4;

/// The maximum number of bytes of a value in an example; examples of many operations may repeat it.
const MAX_SAMPLE: usize = 1_000;

/// Generates sample values of the crate's types.
pub(super) struct Samples<'a> {
    items: BTreeMap<&'a str, &'a Item>,
    conversions: &'a Conversions,
    library: &'a str,
    examples: bool,
}

/// A sample and the types it refers to.
#[derive(Debug, Clone, Default)]
struct Sample {
    text: String,
    names: BTreeSet<String>,
}

impl<'a> Samples<'a> {
    /// Creates samples of these types. `examples` is whether docs have examples.
    pub fn new(
        items: &'a [Item],
        conversions: &'a Conversions,
        library: &'a str,
        examples: bool,
    ) -> Self {
        Self {
            examples,
            items: items
                .iter()
                .map(|item| (item.name.as_str(), item))
                .collect(),
            conversions,
            library,
        }
    }

    /// The examples in the docs of the operations' methods.
    pub fn calls(&self, modules: &[OperationModule]) -> BTreeMap<OperationId, CallExample> {
        let operations = modules.iter().flat_map(|module| &module.operations);
        operations
            .filter_map(|operation| {
                let example = self.example(operation, |values| statement(operation, values));
                Some((operation.source, example?))
            })
            .collect()
    }

    /// The example in the docs of a call's method that returns a stream, as lines. `one` is the
    /// variable name of an item.
    pub fn stream(&self, operation: &OperationPlan, method: &str, one: &str) -> Vec<String> {
        self.example_lines(operation, |values| {
            let method = format!("{}()", rust_name(method));
            let mut lines = chain(
                &format!("let mut {one}s = client"),
                operation,
                values,
                &method,
            );
            lines.extend([
                format!("while let Some({one}) = {one}s.next().await {{"),
                format!("    println!(\"{{:?}}\", {one}?);"),
                "}".to_owned(),
            ]);
            lines
        })
    }

    /// The example in the docs of a call's method that waits, as lines.
    pub fn awaited(&self, operation: &OperationPlan, method: &str) -> Vec<String> {
        self.example_lines(operation, |values| {
            let then = format!("{}().await?", rust_name(method));
            let mut lines = chain("let done = client", operation, values, &then);
            lines.push("println!(\"{done:?}\");".to_owned());
            lines
        })
    }

    fn example_lines(
        &self,
        operation: &OperationPlan,
        statements: impl FnOnce(&[String]) -> Vec<String>,
    ) -> Vec<String> {
        let example = self.example(operation, statements);
        example.map(|example| example.lines()).unwrap_or_default()
    }

    /// An example that calls an operation. Returns none if docs have no examples.
    fn example(
        &self,
        operation: &OperationPlan,
        statements: impl FnOnce(&[String]) -> Vec<String>,
    ) -> Option<CallExample> {
        if !self.examples {
            return None;
        }
        let mut names = BTreeSet::new();
        let mut parameters = Vec::new();
        let mut values = Vec::new();
        for argument in &operation.arguments {
            if let Some(sample) = self.argument(argument) {
                names.extend(sample.names);
                values.push(sample.text);
            } else {
                // A value without a short sample becomes a parameter of the example's function.
                let name = rust_name(&argument.name);
                parameters.push(format!("{name}: {}", self.given_type(&argument.ty)));
                values.push(name);
            }
        }
        Some(CallExample {
            client: format!("client: {}::Client", self.library),
            parameters,
            deprecated: operation.deprecated,
            import: self.import(&names),
            statements: statements(&values),
        })
    }

    /// The value of an argument as text, and the types to import for it.
    pub fn argument_value(&self, argument: &Argument) -> Option<(String, BTreeSet<String>)> {
        let sample = self.argument(argument)?;
        Some((sample.text, sample.names))
    }

    fn import(&self, names: &BTreeSet<String>) -> Option<String> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => None,
            [only] => Some(format!("use {}::types::{only};", self.library)),
            names => Some(format!(
                "use {}::types::{{{}}};",
                self.library,
                names.join(", ")
            )),
        }
    }

    fn argument(&self, argument: &Argument) -> Option<Sample> {
        match &argument.ty {
            ArgumentUse::Str => {
                let text = argument
                    .sample
                    .clone()
                    .unwrap_or_else(|| argument.name.clone());
                Some(plain(&format!("{text:?}")))
            }
            ArgumentUse::Value(ty) => self.value(ty, MAX_DEPTH),
            ArgumentUse::Into(_, None) => Some(plain("\"…\"")),
            ArgumentUse::Into(_, Some(ty)) => self.value(ty, MAX_DEPTH),
            ArgumentUse::Reference(ty) => self.value(ty, MAX_DEPTH).map(|sample| Sample {
                text: format!("&{}", sample.text),
                ..sample
            }),
            ArgumentUse::Slice(item) => {
                let sample = self.value(item, MAX_DEPTH)?;
                Some(Sample {
                    text: format!("&[{}]", sample.text),
                    ..sample
                })
            }
        }
    }

    /// A sample of a type, with strings as literals.
    fn value(&self, ty: &RustType, depth: usize) -> Option<Sample> {
        let depth = depth.checked_sub(1)?;
        match ty {
            RustType::Plain("String") => Some(plain("\"text\"")),
            RustType::Plain("bool") => Some(plain("true")),
            RustType::Plain("f32" | "f64") => Some(plain("1.0")),
            RustType::Plain(_) => Some(plain("1")),
            RustType::External(ExternalType::Json) => Some(plain("serde_json::json!({})")),
            RustType::External(ExternalType::Uuid) => Some(plain("uuid::Uuid::nil()")),
            RustType::External(ExternalType::JiffTimestamp) => {
                Some(plain("jiff::Timestamp::UNIX_EPOCH"))
            }
            RustType::External(ExternalType::ChronoDateTime) => {
                Some(plain("chrono::DateTime::UNIX_EPOCH"))
            }
            RustType::External(ExternalType::TimeDateTime) => {
                let library = self.library;
                let instant = "time::OffsetDateTime::UNIX_EPOCH";
                Some(plain(&format!("{library}::DateTime({instant})")))
            }
            RustType::External(ExternalType::Bytes) => {
                Some(plain("bytes::Bytes::from_static(b\"data\")"))
            }
            part if is_part(part) => Some(plain("\"…\"")),
            RustType::Runtime("Multipart") => {
                Some(plain(&format!("{}::Multipart::new()", self.library)))
            }
            RustType::Option(_) => Some(plain("None")),
            RustType::List(item) => {
                let sample = self.value(item, depth)?;
                let is_turned = item.is_string() || is_part(item);
                let owned = if is_turned { ".into()" } else { "" };
                Some(Sample {
                    text: format!("vec![{}{owned}]", sample.text),
                    ..sample
                })
            }
            RustType::Map(_) => Some(plain("Default::default()")),
            RustType::Boxed(inner) => self.value(inner, depth),
            RustType::Named(name) => self.item(name, depth),
            _ => None,
        }
    }

    /// A sample of a value as a constructor takes it.
    fn taken(&self, ty: &RustType, depth: usize) -> Option<Sample> {
        match self.conversions.taken(ty) {
            Taken::List(item, _) => {
                let sample = self.value(item, depth.checked_sub(1)?)?;
                Some(Sample {
                    text: format!("[{}]", sample.text),
                    ..sample
                })
            }
            Taken::Map(value, _) => {
                let sample = self.value(value, depth.checked_sub(1)?)?;
                Some(Sample {
                    text: format!("[(\"key\", {})]", sample.text),
                    ..sample
                })
            }
            Taken::Value(_) | Taken::Into(_) => self.value(ty, depth),
        }
    }

    fn item(&self, name: &str, depth: usize) -> Option<Sample> {
        let item = self.items.get(name)?;
        if item.deprecated {
            return None;
        }
        let sample = match &item.kind {
            ItemKind::Struct(structure) => return self.structure(name, structure, depth),
            ItemKind::Text(enumeration) => {
                plain(&format!("{name}::{}", enumeration.variants.first()?.0))
            }
            ItemKind::Integer(enumeration) => {
                plain(&format!("{name}::{}", enumeration.variants.first()?.0))
            }
            ItemKind::Alias(alias) => return self.value(&alias.target, depth),
            ItemKind::Union(_) => return None,
        };
        Some(Sample {
            names: BTreeSet::from([name.to_owned()]),
            ..sample
        })
    }

    fn structure(&self, name: &str, structure: &Struct, depth: usize) -> Option<Sample> {
        let constructor = structure.constructor.as_ref()?;
        let mut names = BTreeSet::from([name.to_owned()]);
        let mut values = Vec::new();
        let mut length = 0;
        for field in constructor
            .takes
            .iter()
            .filter_map(|index| structure.fields.get(*index))
        {
            let sample = self.taken(&field.inner, depth)?;
            length += sample.text.len();
            if length > MAX_SAMPLE {
                return None;
            }
            names.extend(sample.names);
            values.push(sample.text);
        }
        let has_only = structure.fields.iter().any(|field| field.only.is_some());
        let text = if values.is_empty() && !has_only {
            format!("{name}::default()")
        } else {
            format!("{name}::new({})", values.join(", "))
        };
        Some(Sample { text, names })
    }

    /// The type of an argument as a parameter of the example's function.
    fn given_type(&self, ty: &ArgumentUse) -> String {
        match ty {
            ArgumentUse::Str => "&str".to_owned(),
            ArgumentUse::Slice(item) => format!("&[{}]", self.type_text(item)),
            ArgumentUse::Reference(ty) => format!("&{}", self.type_text(ty)),
            ArgumentUse::Into(_, Some(ty)) => self.type_text(ty),
            ArgumentUse::Value(ty) | ArgumentUse::Into(ty, None) => self.type_text(ty),
        }
    }

    fn type_text(&self, ty: &RustType) -> String {
        let of = |inner: &RustType| self.type_text(inner);
        match ty {
            RustType::Unit => "()".to_owned(),
            RustType::External(ExternalType::TimeDateTime) => {
                format!("{}::DateTime", self.library)
            }
            RustType::Plain(name) => (*name).to_owned(),
            RustType::External(ty) => ty.path().to_owned(),
            RustType::Given(path) => path.clone(),
            RustType::Runtime(name) => format!("{}::{name}", self.library),
            RustType::RuntimeOf(name, inner) => {
                format!("{}::{name}<{}>", self.library, of(inner))
            }
            RustType::Named(name) | RustType::Local(name) => {
                format!("{}::types::{name}", self.library)
            }
            RustType::List(inner) => format!("Vec<{}>", of(inner)),
            RustType::Map(inner) => format!("std::collections::BTreeMap<String, {}>", of(inner)),
            RustType::Tuple(items) => format!(
                "({})",
                items.iter().map(|item| of(item) + ",").collect::<String>()
            ),
            RustType::Option(inner) => format!("Option<{}>", of(inner)),
            RustType::Nullable(inner) => format!("{}::Nullable<{}>", self.library, of(inner)),
            RustType::Boxed(inner) => format!("Box<{}>", of(inner)),
        }
    }
}

/// Whether arguments of the type are passed as `impl Into`.
fn is_part(ty: &RustType) -> bool {
    matches!(ty, RustType::Runtime("FilePart" | "AnyPart"))
}

fn plain(text: &str) -> Sample {
    Sample {
        text: text.to_owned(),
        names: BTreeSet::new(),
    }
}

fn rust_name(name: &str) -> String {
    if crate::ident::is_raw(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// The statement with the call, on one line if it is short.
fn statement(operation: &OperationPlan, values: &[String]) -> Vec<String> {
    let method = rust_name(&operation.method);
    let answers = operation.success.ty != RustType::Unit;
    let start = if answers {
        "let response = client"
    } else {
        "client"
    };
    let call = format!(".{method}({})", values.join(", "));
    let mut lines = if start.len() + call.len() < 70 {
        vec![format!("{start}{call}.await?;")]
    } else {
        vec![
            start.to_owned(),
            format!("    {call}"),
            "    .await?;".to_owned(),
        ]
    };
    if answers {
        lines.push("println!(\"{response:?}\");".to_owned());
    }
    lines
}

/// A statement with a call and a method of it, on one line if it is short.
fn chain(start: &str, operation: &OperationPlan, values: &[String], then: &str) -> Vec<String> {
    let call = format!(".{}({})", rust_name(&operation.method), values.join(", "));
    let then = format!(".{then};");
    if start.len() + call.len() + then.len() < 80 {
        vec![format!("{start}{call}{then}")]
    } else {
        vec![
            start.to_owned(),
            format!("    {call}"),
            format!("    {then}"),
        ]
    }
}
