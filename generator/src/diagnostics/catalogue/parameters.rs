//! Findings about parameters.

use super::entries;

entries! {
    "Parameters";

    unusable_parameter = "unusable-parameter", Warning, [SKIPPED], "A parameter cannot be sent";
    cause: "A request has one body and one query string, and another parameter occupies it. Or it is a header of a multipart part without a fixed value.";
    result: "The parameter is skipped.";
    remedy: "Remove one of the two; give the header of a part a `const` or a `default`.";

    unused_parameter = "unused-parameter", Note, [SKIPPED, IGNORED], "A parameter cannot be set by callers";
    cause: "The path template has no such parameter, or media types, security or the body determine the value.";
    result: "The parameter is skipped.";
    remedy: "Remove the parameter, or fix its name.";

    duplicate_parameter = "duplicate-parameter", Warning, [IGNORED], "A parameter is declared twice";
    cause: "Two parameters have the same name and location.";
    result: "The last one is used.";
    remedy: "Remove one of them.";

    undeclared_parameter = "undeclared-parameter", Warning, [NONE], "A path parameter is not declared";
    cause: "The path template has a name in braces that `parameters` does not list.";
    result: "The parameter is generated as a required string.";
    remedy: "Declare it.";

    querystring_siblings = "querystring-siblings", Warning, [NONE], "A query parameter is declared together with `in: querystring`";
    cause: "A parameter `in: querystring` is the whole query, and the specification allows no parameter `in: query` with it.";
    result: "Both are sent, with `&` between them.";
    remedy: "Make the parameter a property of the schema of the whole query.";

    unusable_style = "unusable-style", Warning, [IGNORED], "A parameter style is not available for its location";
    cause: "The location of the parameter does not support this `style` or `collectionFormat`.";
    result: "The value is encoded in the default style of the location.";
    remedy: "Use a style of the location; the message names the one that is used instead.";

    undefined_style = "undefined-style", Warning, [NONE], "OpenAPI does not define the encoding of a parameter or a form field";
    cause: "The value is a list or an object inside another one, or a list or a single value in a style that is defined only for objects.";
    result: "The value is encoded in the form that most servers accept; the message shows it, and so does the documentation of a parameter.";
    remedy: "None if the server accepts that form. Otherwise give the parameter another `style` or a `content`, in the description or by an overlay.";
}
