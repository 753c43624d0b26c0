//! Limits on how much of a description is repeated in the client.
//!
//! Something written once may be generated many times: a path item for each path that refers to it,
//! a response for each operation, a property for each schema that extends its schema, a variant for
//! each base. A small description could therefore produce a client of any size. Each kind of
//! duplication has a budget in proportion to the size of the text. What exceeds the budget is
//! skipped or widened, and reported.

use crate::model::{Content, Docs, Operation, Parameter, Requirement, Response, Server};

/// An allowance: a base amount, plus an amount for each KiB of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowed {
    base: usize,
    per_kib: usize,
}

/// Total size of the operations in bytes. Published descriptions have at most 3 for each byte of
/// text.
pub(super) const OPERATIONS: Allowed = Allowed {
    base: 1 << 20,
    per_kib: 16 << 10,
};

/// Properties, values and variants inherited by `allOf`. Published descriptions have at most 3 for
/// each KiB.
const INHERITED: Allowed = Allowed {
    base: 10_000,
    per_kib: 32,
};

/// Schemas that become variants of bases with a discriminator.
const SUBTYPES: Allowed = Allowed {
    base: 4_000,
    per_kib: 32,
};

/// Variants of nested unions that the discriminator values of outer unions distinguish.
const NESTED: Allowed = Allowed {
    base: 10_000,
    per_kib: 64,
};

/// A limit on duplication, and how much of it is spent.
#[derive(Debug)]
pub(super) struct Budget {
    limit: usize,
    spent: usize,
}

impl Budget {
    /// Creates the budget for a description of this size in bytes.
    pub fn new(allowed: Allowed, bytes: usize) -> Self {
        let by_text = (bytes >> 10).saturating_mul(allowed.per_kib);
        Self {
            limit: allowed.base.saturating_add(by_text),
            spent: 0,
        }
    }

    /// Whether more than the limit was spent.
    pub fn is_exceeded(&self) -> bool {
        self.spent > self.limit
    }

    /// Spends an amount. Returns whether the budget still holds.
    pub fn spend(&mut self, amount: usize) -> bool {
        self.spent = self.spent.saturating_add(amount);
        !self.is_exceeded()
    }

    /// Returns the amount spent.
    #[cfg(test)]
    pub fn spent(&self) -> usize {
        self.spent
    }
}

/// The budgets of schemas.
pub(super) struct Budgets {
    /// Variants of nested unions.
    pub nested: Budget,
    /// Schemas that are variants of bases.
    pub subtypes: Budget,
    /// What is inherited by `allOf`.
    pub inherited: Budget,
}

impl Budgets {
    /// Creates the budgets for a description of this size in bytes.
    pub fn new(bytes: usize) -> Self {
        Self {
            nested: Budget::new(NESTED, bytes),
            subtypes: Budget::new(SUBTYPES, bytes),
            inherited: Budget::new(INHERITED, bytes),
        }
    }
}

/// The assumed size in bytes of each object of an operation, besides its texts.
const BYTES_OF_OBJECT: usize = 200;

/// Returns the approximate size of an operation in bytes, with everything it refers to except
/// schemas.
pub(super) fn size_of(operation: &Operation) -> usize {
    let body = operation.body.iter();
    let body = body.map(|body| of_docs(&body.docs) + sum(&body.content, of_content));
    let security = operation.security.iter();
    let security = security.map(|way| BYTES_OF_OBJECT + sum(way, of_requirement));
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
    BYTES_OF_OBJECT + parameter.name.len() + of_docs(&parameter.docs)
}

fn of_response(response: &Response) -> usize {
    let headers = sum(&response.headers, |header| {
        BYTES_OF_OBJECT + header.name.len() + of_docs(&header.docs)
    });
    BYTES_OF_OBJECT + of_docs(&response.docs) + headers + sum(&response.content, of_content)
}

fn of_content(content: &Content) -> usize {
    let encodings = sum(&content.encodings, |one| {
        BYTES_OF_OBJECT + one.property.len()
    });
    BYTES_OF_OBJECT + content.media_type.len() + encodings
}

fn of_requirement(requirement: &Requirement) -> usize {
    BYTES_OF_OBJECT
        + requirement.scheme.len()
        + sum(&requirement.scopes, |scope| BYTES_OF_OBJECT + scope.len())
}

fn of_server(server: &Server) -> usize {
    let variables = sum(&server.variables, |one| {
        BYTES_OF_OBJECT + one.name.len() + sum(&one.values, |value| BYTES_OF_OBJECT + value.len())
    });
    BYTES_OF_OBJECT + server.url.len() + variables
}
