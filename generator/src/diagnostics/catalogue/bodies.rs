//! Findings about bodies, their media types and their parts.

use super::entries;

entries! {
    "Bodies";

    untyped_body = "untyped-body", Warning, [WIDENED], "A body has no typed representation";
    cause: "It has a schema, but its media type is not encoded or decoded: XML, a sequence that is sent, text that is an object. Or it is `multipart`, and its schema does not name the parts.";
    result: "The body is bytes, text, or a `Multipart` whose parts are added by name; the types of its schema may be generated, but nothing uses them.";
    remedy: "Decode and encode it with a library for the format; add JSON to the description if the server supports it. Describe a multipart body as an object, whose properties are the parts.";

    undescribed_body = "undescribed-body", Warning, [WIDENED], "A body has no media type that can be sent";
    cause: "The `content` of the request body is empty.";
    result: "The body is bytes, sent as `application/octet-stream` if the call sets no `Content-Type`.";
    remedy: "Add the media type.";

    invalid_media_type = "invalid-media-type", Warning, [NONE, IGNORED], "A media type is not valid";
    cause: "A key of `content`, or an entry of `contentType`, `consumes` or `produces`, is not one media type (RFC 9110, section 8.3.1): `json`, `*`, an empty text, two types in one, a semicolon at the end.";
    result: "It is read as the media type that the message names, which is also the one that is sent and asked for: never an invalid header. A name that means nothing is read as any media type, and ignored; so is one beside a valid name of the same media type.";
    remedy: "Write the media type, such as `application/json`.";

    unused_encoding = "unused-encoding", Warning, [IGNORED], "The encoding of a property is ignored";
    cause: "The body has no such property, or its media type is none that is written here.";
    result: "The property is encoded by default rules: an object as JSON.";
    remedy: "Fix the name, or describe the property as it is sent.";

    shared_encoding = "shared-encoding", Warning, [IGNORED], "The encoding of a body is ignored";
    cause: "Two multipart bodies have the same schema, and their `encoding` differs.";
    result: "One type represents both; its parts are sent with the encoding of the first body.";
    remedy: "Give the second body a schema of its own.";

    assumed_part_names = "assumed-part-names", Note, [NONE], "The names of parts for files inside an object are assumed";
    cause: "A property of a `multipart` body is an object whose members are files. In the specification an object is one part, as JSON, which cannot contain files.";
    result: "Each member is a part of its own, named as PHP, Rails and ASP.NET read it: `property[key]`.";
    remedy: "None if the server reads these names. Otherwise describe the files as properties of the body, or as its `additionalProperties`; an overlay can do so.";

    file_in_json = "file-in-json", Warning, [WIDENED], "A file is sent as text in JSON";
    cause: "It is inside an object or a nested list that is one part of a `multipart` body; such a part is JSON.";
    result: "The field is a string: a file that is not UTF-8 cannot be sent.";
    remedy: "Describe the file as a property of the body itself, or as its `additionalProperties`; an overlay can do so.";
}
