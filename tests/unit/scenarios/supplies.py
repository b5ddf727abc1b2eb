"""Small supplies with known answers."""

from dataclasses import replace

import numpy as np

from ninetenths.scenarios import Baseline, Path, Seller, Span, scenario_of

CERTAIN = {
    "price": 80, "stock_days": 40, "stock_minimum_days": 10, "response_weeks": 4, "spot_premium": 2, "freight": 1,
    "api_penalty": 0, "sulphur_penalty": 0, "spot_access": 10, "untested_access": 50, "leakage": 0, "shut_in": 0,
    "resale_discount": 5, "transit_fee": 1, "used_capacity": 50, "diverted": 0, "world_supply": 80000,
    "shortage_value": 80,
}  # fmt: skip
"""Every parameter as one number, so that answers can be worked out by hand; nothing is given up for price."""

OVER_TUR = Path(states=("GEO", "TUR"), assets=("btc", "ceyhan"), ports=("TUR",), sea_km=600, sea_days=0)
OVER_RUS = Path(states=("RUS",), assets=("north",), ports=("RUS",), straits=("TUR",), sea_km=2600, sea_days=10)


def supply(*sellers, rates=(100.0,), lines=None):
    """Return a baseline of sellers, the same in one draw; those without a rate sell nothing yet."""
    full = [*rates, *[0.0] * (len(sellers) - len(rates))]
    return Baseline(
        receiver="ISR", item="crude", period="2024", sellers=tuple(sellers), rates=np.array([full]), lines=lines or {}
    )


def seller(origin="AZE", *paths, **known):
    return Seller(origin=origin, paths=paths, **known)


def asked(*acts, weeks=26, assumptions=None, **keys):
    tree = {
        "version": 1, "receiver": "ISR", "begins": "2024-06-01", "weeks": weeks,
        "act": [{"by": "TUR", "kind": "denial"}, *acts][1 if acts else 0 :],
        "assumptions": {**CERTAIN, **(assumptions or {})},
    }  # fmt: skip
    return scenario_of({**tree, **keys})


def idle(scenario):
    return replace(scenario, acts=())


def many(origin="AZE", exports=(1000.0, 1000.0)):
    return seller(origin, Path(sea_km=5600, sea_days=20), exports=Span.of(*exports), known=True)
