"""A FastAPI application whose models are unions. Each endpoint returns what it read.

`app.py PORT` serves it on loopback.
"""

import sys
from enum import Enum, IntEnum
from typing import Annotated, Any, Literal, Union

import uvicorn
from fastapi import Body, FastAPI, Request
from pydantic import BaseModel, Discriminator, Field, Tag


class DoNothing(BaseModel):
    type: Literal["do-nothing"] = "do-nothing"
    note: str | None = None


class Cancel(BaseModel):
    type: Literal["cancel"] = "cancel"
    note: str | None = None


class Suspend(BaseModel):
    type: Literal["suspend", "pause"] = "suspend"
    note: str | None = None
    days: int = 1


class Row(BaseModel):
    kind: Literal[1] = 1
    items: list["Component"] = []


class Button(BaseModel):
    kind: Literal[2] = 2
    label: str | None = None


class Select(BaseModel):
    kind: Literal[3] = 3
    label: str | None = None


class Done(BaseModel):
    ok: Literal[True] = True
    value: str | None = None


class Failed(BaseModel):
    ok: Literal[False] = False
    value: str | None = None


class Color(str, Enum):
    black = "black"
    white = "white"


class Legs(IntEnum):
    four = 4
    two = 2


class BlackCat(BaseModel):
    pet: Literal["cat"] = "cat"
    color: Literal[Color.black] = Color.black
    name: str | None = None


class WhiteCat(BaseModel):
    pet: Literal["cat"] = "cat"
    color: Literal[Color.white] = Color.white
    name: str | None = None


class Dog(BaseModel):
    pet: Literal["dog"] = "dog"
    legs: Literal[Legs.four] = Legs.four
    name: str | None = None


class Base(BaseModel):
    name: str | None = None


class Folder(Base):
    node: Literal["folder"] = "folder"


class File(Base):
    node: Literal["file"] = "file"


class Link(File):
    node: Literal["link"] = "link"
    to: "Node | None" = None


def node_of(value: Any) -> str:
    """The tag of a node: what is not an object is never one."""
    return value.get("node", "file") if isinstance(value, dict) else value.node


# Told apart by a discriminator, by constants alone, by a discriminator within constants, and by a function.
Action = Annotated[Union[DoNothing, Cancel, Suspend], Field(discriminator="type")]
Bare = Union[DoNothing, Cancel, Suspend]
Component = Annotated[Union[Row, Button, Select], Field(discriminator="kind")]
BareComponent = Union[Row, Button, Select]
Outcome = Union[Done, Failed]
Cat = Annotated[Union[BlackCat, WhiteCat], Field(discriminator="color")]
Pet = Union[Cat, Dog]
Node = Annotated[
    Union[
        Annotated[Folder, Tag("folder")],
        Annotated[File, Tag("file")],
        Annotated[Link, Tag("link")],
    ],
    Discriminator(node_of),
]


class Plan(BaseModel):
    first: Action
    then: list[Action] = []
    bare: list[Bare] = []
    by_name: dict[str, Action] = {}
    layout: list[Component] = []
    bare_layout: list[BareComponent] = []
    outcomes: list[Outcome] = []
    text_or_action: list[Union[str, Cancel, Suspend]] = []
    pets: list[Pet] = []
    nodes: list[Node] = []
    last: Action | None = None


class Understood(BaseModel):
    """What was read: the classes of the models, in order, and their members."""

    classes: list[str]
    members: Any


def classes(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in classes(item)]
    if isinstance(value, dict):
        return [name for key in sorted(value) for name in classes(value[key])]
    if isinstance(value, BaseModel):
        inner = [getattr(value, name) for name in type(value).model_fields]
        return [type(value).__name__] + [name for part in inner for name in classes(part)]
    return []


def understood(value: Any) -> Understood:
    return Understood(classes=classes(value), members=value)


app = FastAPI(title="Actions", version="1")
last: dict[str, Plan] = {}


@app.post("/plans", operation_id="addPlan")
def add_plan(plan: Plan) -> Understood:
    last["plan"] = plan
    return understood(plan)


@app.get("/plans/last", operation_id="getPlan")
def get_plan() -> Plan:
    return last["plan"]


@app.get("/plans/last/sparse", operation_id="getSparsePlan", response_model_exclude_defaults=True)
def get_sparse_plan() -> Plan:
    """Constants are defaults, so the response has none."""
    return last["plan"]


@app.post("/actions", operation_id="addAction")
def add_action(action: Annotated[Action, Body()]) -> Understood:
    return understood(action)


@app.post("/actions/bare", operation_id="addBare")
def add_bare(action: Bare) -> Understood:
    return understood(action)


@app.post("/actions/several", operation_id="addSeveral")
def add_several(first: Action, second: Bare, comment: Annotated[str, Body()] = "") -> Understood:
    """Several parameters of the body become the members of one object."""
    return understood([first, second])


@app.post("/actions/cancel", operation_id="addCancel")
async def add_cancel(cancel: Cancel, request: Request) -> dict[str, Any]:
    """A variant as the whole body. Returns what arrived, before any default is added."""
    return await request.json()


@app.post("/components", operation_id="addComponents")
def add_components(components: list[Component]) -> Understood:
    return understood(components)


@app.post("/outcomes", operation_id="addOutcome")
def add_outcome(outcome: Outcome) -> Understood:
    return understood(outcome)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
