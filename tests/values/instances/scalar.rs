//! Numbers and strings that a schema means.

use serde_json::{Map, Value, json};

use super::sample::{Sampler, count, list};

impl Sampler<'_> {
    /// A whole number.
    pub(super) fn integer(&mut self, schema: &Map<String, Value>) -> Value {
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        let unsigned = schema.get("format").and_then(Value::as_str);
        let least = if unsigned.is_some_and(|format| format.starts_with('u')) {
            0.0
        } else {
            -9.0
        };
        let low = bound("minimum").unwrap_or(least).max(-1e15);
        let high = bound("maximum").unwrap_or(low + 40.0).min(1e15);
        let step = bound("multipleOf").unwrap_or(1.0).max(1.0);
        let at = low + self.rng.f64() * (high - low);
        #[allow(clippy::cast_possible_truncation, reason = "within what both hold")]
        let whole = ((at / step).round() * step) as i64;
        let edge = |key: &str| {
            schema
                .get(key)
                .filter(|bound| bound.is_i64() || bound.is_u64())
                .cloned()
        };
        match self.rng.u8(..4) {
            0 => edge("minimum"),
            1 => edge("maximum"),
            _ => None,
        }
        .unwrap_or_else(|| json!(whole))
    }

    /// A number.
    pub(super) fn number(&mut self, schema: &Map<String, Value>) -> Value {
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        let low = bound("minimum").unwrap_or(-8.0);
        let high = bound("maximum").unwrap_or(low + 32.0);
        // Quarters are exact in every width.
        let value = low + (self.rng.f64() * (high - low) * 4.0).round() / 4.0;
        if schema
            .get("format")
            .and_then(Value::as_str)
            .is_some_and(|format| format.starts_with("int"))
        {
            return json!(3);
        }
        json!(value.clamp(low, high))
    }

    /// A string.
    pub(super) fn text(&mut self, schema: &Map<String, Value>) -> Option<Value> {
        if schema.contains_key("pattern") {
            // What matches a pattern the schema shows by its own examples, if at all.
            let shown = list(schema, "examples")
                .first()
                .or(schema.get("example"))
                .or(schema.get("default"));
            return shown.cloned().or_else(|| Some(json!("a")));
        }
        let encoding = schema
            .get("contentEncoding")
            .filter(|encoding| *encoding == "base64");
        let format = encoding
            .or(schema.get("format"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        let choices: &[&str] = match format {
            "date-time" => &[
                "2020-02-29T23:59:59Z",
                "1999-12-31T23:59:59.25+05:30",
                "2038-01-19T03:14:08.000001Z",
            ],
            "date" => &["2020-02-29", "1970-01-01"],
            "time" => &["10:00:00Z", "23:59:59.5+01:00"],
            "duration" => &["P1DT2H", "PT0S"],
            "uuid" => &[
                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "00000000-0000-0000-0000-000000000000",
            ],
            "ipv4" => &["192.0.2.1", "0.0.0.0"],
            "ip" => &["192.0.2.1", "2001:db8::1"],
            "ipv6" => &["2001:db8::1", "::"],
            "byte" | "base64" => &["aGVsbG8=", ""],
            "uri" | "url" => &["https://example.com/a?b=c#d"],
            "email" => &["someone@example.com"],
            "hostname" => &["example.com"],
            _ => &["text", "", "wörd \"quoted\" \\ 😀\n", "42", "true"],
        };
        let text = (*self.rng.choice(choices)?).to_owned();
        let least = count(schema, "minLength").unwrap_or(0).min(10_000);
        let most = count(schema, "maxLength").unwrap_or(usize::MAX);
        let missing = least.saturating_sub(text.chars().count());
        let text = text + &"x".repeat(missing);
        Some(Value::String(text.chars().take(most).collect()))
    }
}
