# SPDX-License-Identifier: Apache-2.0
"""A random catalogue: a few classes with every type of field, publication periods and a foreign
subject scheme. Ranges are narrow, so that ties, zero divisors and table edges come up often."""

KINDS = ("enterprise", "individual_business", "farmers_cooperative")
CLASS_NAMES = ("penalty_case", "site_visit", "order_delay", "award_given")
LEVELS = ("minor", "general", "serious", "grave")
ACTS = ("warning", "fine", "stop_order", "seizure")


def title(word):
    return {"zh": word, "en": word}


def field(name, type_, **more):
    return {"id": name, "type": type_, **more, "title": title(name)}


def build_catalogue(rng):
    """One dict with the four parts of a catalogue."""
    kinds = list(KINDS[:rng.choice([1, 2, 2, 3])])
    levels = list(LEVELS[:rng.randint(2, 4)])
    classes = [build_class(rng, name, levels) for name in CLASS_NAMES[:rng.randint(2, 4)]]
    classes.append(build_class(rng, "sealed_file", levels) | {"evaluation": "forbidden"})
    sets = {"severity": levels, "act": list(ACTS), "zone_kind": ["park", "street", "community"]}
    return {
        "catalogue": {"id": "test.random", "version": "1.0.0", "title": title("random"),
                      "subject_scheme": "foreign", "basis": [{"id": "law", "source": "Test law"}]},
        "subjects": {
            "kinds": [{"id": k, "title": title(k)} for k in kinds],
            "attributes": [
                field("name", "text", length=200),
                field("established_on", "date"),
                field("zone.id", "text", length=64),
                field("zone.kind", "code", code_set="zone_kind"),
                field("employees", "integer", min=0, max=1000),
                field("index", "decimal", places=2, unit="number", min=0, max=100),
                field("capital", "money", unit=rng.choice(["yuan", "wan_yuan"]), min=0,
                      max=100000),
                field("local_share", "decimal", places=1, unit="percent", min=0, max=100),
                field("rural", "boolean"),
                field("trades", "codes", code_set="act")]},
        "code_sets": [{"id": name, "title": title(name),
                       "codes": [{"id": c, "title": title(c)} for c in codes]}
                      for name, codes in sets.items()],
        "classes": classes}


def build_class(rng, name, levels):
    # Classes that share the name of their event date can be selected together.
    event = rng.choice(["happened_on", "happened_on", "decided_on"])
    level_required = rng.random() < 0.5
    result = {
        "id": name, "title": title(name), "basis": ["law"], "supplied_by": [title("office")],
        "sharing": "public", "polarity": "neutral", "evaluation": "allowed",
        "event_date": event, "duplicate_key": ["document_no"]}
    if rng.random() < 0.5:
        publication = {"from": event}
        if rng.random() < 0.6:
            publication["until"] = "shown_until"
        if rng.random() < 0.7:
            publication["by"], level_required = "level", True
            publication["periods"] = {code: {"max_months": rng.choice([3, 6, 12, 36])}
                                      for code in levels}
        else:
            publication["periods"] = {"all": {"min_months": 1, "max_months": rng.choice([6, 12])}}
        result["publication"] = publication
    result["fields"] = [
        field("document_no", "text", length=40, required=True),
        field(event, "date", required=True),
        field("shown_until", "date", until_forever="2099-12-31"),
        field("ended_on", "date"),
        field("level", "code", code_set="severity", required=level_required),
        field("acts", "codes", code_set="act"),
        field("batch_no", "text", length=40),
        field("flagged", "boolean"),
        field("ratio", "integer", unit="number", min=0, max=12),
        field("people", "integer", min=0, max=200),
        field("cost", "decimal", places=2, unit="number", min=0, max=50),
        field("size", "decimal", places=1, unit="number", min=0, max=9, required=True),
        field("change", "decimal", places=1, unit="points", min=-20, max=20),
        field("amount", "money", min=0, max=1000000),
        field("open_days", "integer", unit="days", min=0, max=400)]
    for one in result["fields"]:
        if one.get("required") is False:
            del one["required"]
    return result
