//! How much of a description may be repeated in the client.
//!
//! What is written once may be generated many times: a path item for each path that refers to it, a response for each
//! operation, a property for each schema that extends its schema, a variant for each base that it extends. A small
//! description could so ask for a client of any size. Each of these has a budget that goes by the length of the text:
//! what is beyond it is skipped or widened, and reported.

use crate::model::{Content, Docs, Operation, Parameter, Requirement, Response, Server};

/// What may be repeated in any description, and for each KiB of its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowed {
    base: usize,
    per_kib: usize,
}

/// Bytes that operations have together. Published descriptions have 3 for each byte of their text at most.
pub(super) const OPERATIONS: Allowed = Allowed {
    base: 1 << 20,
    per_kib: 16 << 10,
};

/// Properties, values and variants of members of `allOf`. Published descriptions have 3 for each KiB at most.
pub(super) const INHERITED: Allowed = Allowed {
    base: 10_000,
    per_kib: 32,
};

/// Heirs that are variants of bases with a discriminator.
pub(super) const HEIRS: Allowed = Allowed {
    base: 4_000,
    per_kib: 32,
};

/// Variants of unions inside of unions that the tags of outer unions tell apart.
pub(super) const NESTED: Allowed = Allowed {
    base: 10_000,
    per_kib: 64,
};

/// An amount that may be repeated, and how much of it is.
#[derive(Debug)]
pub(super) struct Budget {
    limit: usize,
    spent: usize,
}

impl Budget {
    /// The budget of a description with so many bytes of text.
    pub fn new(allowed: Allowed, bytes: usize) -> Self {
        let by_text = (bytes >> 10).saturating_mul(allowed.per_kib);
        Self {
            limit: allowed.base.saturating_add(by_text),
            spent: 0,
        }
    }

    /// Whether more was repeated than may be.
    pub fn is_exceeded(&self) -> bool {
        self.spent > self.limit
    }

    /// Counts what is repeated. Returns whether it may be.
    pub fn spend(&mut self, amount: usize) -> bool {
        self.spent = self.spent.saturating_add(amount);
        !self.is_exceeded()
    }

    /// How much was repeated.
    #[cfg(test)]
    pub fn spent(&self) -> usize {
        self.spent
    }
}

/// Bytes that each part of an operation stands for beside its texts.
const PART: usize = 200;

/// About how many bytes an operation has, with all that it refers to except schemas.
pub(super) fn size_of(operation: &Operation) -> usize {
    let body = operation.body.iter();
    let body = body.map(|body| of_docs(&body.docs) + sum(&body.content, of_content));
    let security = operation.security.iter();
    let security = security.map(|way| PART + sum(way, of_requirement));
    operation.path.to_string().len()
        + of_docs(&operation.docs)
        + sum(&operation.tags, String::len)
        + sum(&operation.parameters, of_parameter)
        + sum(&operation.responses, of_response)
        + sum(&operation.servers, of_server)
        + body.sum::<usize>()
        + security.sum::<usize>()
}

fn sum<T>(parts: &[T], of: impl Fn(&T) -> usize) -> usize {
    parts.iter().map(of).sum()
}

fn of_docs(docs: &Docs) -> usize {
    let texts = [&docs.title, &docs.description].into_iter().flatten();
    texts.map(String::len).sum()
}

fn of_parameter(parameter: &Parameter) -> usize {
    PART + parameter.name.len() + of_docs(&parameter.docs)
}

fn of_response(response: &Response) -> usize {
    let headers = sum(&response.headers, |header| {
        PART + header.name.len() + of_docs(&header.docs)
    });
    PART + of_docs(&response.docs) + headers + sum(&response.content, of_content)
}

fn of_content(content: &Content) -> usize {
    let encodings = sum(&content.encodings, |one| PART + one.property.len());
    PART + content.media_type.len() + encodings
}

fn of_requirement(requirement: &Requirement) -> usize {
    PART + requirement.scheme.len() + sum(&requirement.scopes, |scope| PART + scope.len())
}

fn of_server(server: &Server) -> usize {
    let variables = sum(&server.variables, |one| {
        PART + one.name.len() + sum(&one.values, |value| PART + value.len())
    });
    PART + server.url.len() + variables
}
