"""Statements to immutable layers, and assets to a supply graph."""

from ninetenths.network.build import FEEDING, build_layer, build_network, family_of
from ninetenths.network.cell import Cell, CellKey, Evidence
from ninetenths.network.layer import Layer
from ninetenths.network.network import FriendAndFoe, Network
from ninetenths.network.signs import SignRule, sign_rule, sign_rules
from ninetenths.network.supply import (
    AssetNode,
    Owner,
    Passage,
    Route,
    SupplyGraph,
    build_supply_graph,
    routes_of,
    status_on,
)

__all__ = [
    "FEEDING",
    "AssetNode",
    "Cell",
    "CellKey",
    "Evidence",
    "FriendAndFoe",
    "Layer",
    "Network",
    "Owner",
    "Passage",
    "Route",
    "SignRule",
    "SupplyGraph",
    "build_layer",
    "build_network",
    "build_supply_graph",
    "family_of",
    "routes_of",
    "sign_rule",
    "sign_rules",
    "status_on",
]
