"""The parts of the comparison that are easily wrong: `python3 -m unittest` in this folder."""

import unittest

import compare
import descriptions
from table import Table, mib, ratio, seconds

DESCRIPTION = {
    "paths": {
        "/a": {"get": {"operationId": "a", "schema": {"$ref": "#/components/schemas/A"}}},
        "/b": {"get": {"operationId": "b", "schema": {"$ref": "#/components/schemas/B/properties/x"}}},
    },
    "components": {
        "schemas": {
            "A": {"items": {"$ref": "#/components/schemas/C"}},
            "B": {},
            "C": {"discriminator": {"mapping": {"c": "#/components/schemas/C"}}},
            "Unused": {},
        },
        "securitySchemes": {"token": {}},
    },
    "webhooks": {"w": {"$ref": "#/components/schemas/Unused"}},
}


class Cutting(unittest.TestCase):
    def test_what_no_path_leads_to_is_left_out(self) -> None:
        half = descriptions.cut(DESCRIPTION, 2)
        self.assertEqual(list(half["paths"]), ["/a"])
        self.assertEqual(list(half["components"]["schemas"]), ["A", "C"])
        self.assertEqual(list(half["components"]["securitySchemes"]), ["token"])
        self.assertNotIn("webhooks", half)

    def test_the_second_half_has_names_of_its_own(self) -> None:
        twice = descriptions.doubled(DESCRIPTION)
        self.assertEqual(list(twice["paths"]), ["/a", "/b", "/second/a", "/second/b"])
        second = twice["paths"]["/second/b"]["get"]
        self.assertEqual(second["operationId"], "b/Second")
        self.assertEqual(second["schema"]["$ref"], "#/components/schemas/BSecond/properties/x")
        schemas = twice["components"]["schemas"]
        self.assertEqual(list(schemas), ["A", "B", "C", "ASecond", "BSecond", "CSecond"])
        self.assertEqual(schemas["ASecond"]["items"]["$ref"], "#/components/schemas/CSecond")
        mapping = schemas["CSecond"]["discriminator"]["mapping"]
        self.assertEqual(mapping, {"c": "#/components/schemas/CSecond"})
        self.assertEqual(list(twice["components"]["securitySchemes"]), ["token"])

    def test_the_description_stays_as_it_is(self) -> None:
        descriptions.doubled(DESCRIPTION)
        self.assertEqual(list(DESCRIPTION["paths"]), ["/a", "/b"])


class Choosing(unittest.TestCase):
    def test_a_table_of_oasmith_alone_needs_no_other(self) -> None:
        def names(*arguments: str) -> list[str]:
            return [one.name for one in compare.chosen(compare.parse(["a.json", *arguments]))]

        for alone in [["--unchanged"], ["--scale"], ["--feature", "pets"], ["--only", "oasmith"]]:
            self.assertEqual(names(*alone), ["oasmith"], alone)
        self.assertEqual(names("--cold", "--only", "ploidy"), ["ploidy"])
        self.assertGreater(len(names()), 5)


class Tables(unittest.TestCase):
    def test_layouts(self) -> None:
        table = Table("T", ["generator", "time"])
        table.add("a", "10 s")
        self.assertEqual(table.text(), "T\ngenerator  time\na          10 s\n")
        self.assertEqual(
            table.markdown(), "### T\n\n| generator | time |\n| --- | ---: |\n| a | 10 s |\n"
        )
        self.assertIn('"time": "10 s"', table.json())

    def test_units(self) -> None:
        self.assertEqual([seconds(1.234), seconds(12.6)], ["1.23 s", "13 s"])
        self.assertEqual([mib(100.4), mib(2048.0)], ["100 MiB", "2.0 GiB"])
        self.assertEqual([ratio(3.0, 2.0), ratio(3.0, 0.0)], ["1.5 x", ""])


if __name__ == "__main__":
    unittest.main()
