//! Findings about responses.

use super::entries;

entries! {
    "Responses";

    bodiless_response = "bodiless-response", Warning, [IGNORED], "A response that cannot have a body is described with one";
    cause: "Responses with a 1xx, 204, 205 or 304 status end with their headers (RFC 9110, section 6.4.1).";
    result: "The response has no body: a call that ends with this status returns `()`, or the variant for it.";
    remedy: "Describe the body under the status that it comes with, such as 200, or remove it.";

    undescribed_response = "undescribed-response", Warning, [SKIPPED], "A response has a body that is not described";
    cause: "The operation of Swagger 2.0 `produces` bytes, such as an archive or an image, and its success has no `schema`.";
    result: "The result of the call is `()`. `send_with_response()` has the body, up to `max_response_bytes`; a larger one does not fail the call.";
    remedy: "Add `schema: { type: file }` to the response, in the description or by an overlay: the result is a stream then. None if there is no body.";

    unused_media_type = "unused-media-type", Note, [IGNORED], "A media type is not used";
    cause: "An error response has several media types; the client decodes the most specific one.";
    result: "The other media types are not accepted.";
    remedy: "None.";

    assumed_json = "assumed-json", Note, [NONE], "An error response is decoded as JSON without a media type";
    cause: "The Swagger 2.0 operation produces bytes, such as an archive, but describes its error responses as objects.";
    result: "None if the server sends errors as JSON; otherwise the error has the raw bytes of the response.";
    remedy: "None; OpenAPI 3 can describe the media type of each response.";
}
