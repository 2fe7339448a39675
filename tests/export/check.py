#!/usr/bin/env python3
"""Reads an export from standard input as its format is documented: `check.py graphml|gexf|csv|ftm|statements`.

Prints how many nodes and edges there are; stops with what is wrong. Ids are unique and every edge has its ends; every
attribute used is declared; parts stand in the documented order; days are days, the first not behind the last.
"""
import csv
import datetime
import io
import json
import sys
import xml.etree.ElementTree as tree

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"


def need(condition, what):
    if not condition:
        sys.exit(f"not as documented: {what}")


def check_days(first, last):
    days = [datetime.date.fromisoformat(day) for day in (first, last) if day]
    need(days == sorted(days), f"from {first} to {last}")


def check_ends(nodes, edges):
    ids = {node.get("id") for node in nodes}
    need(len(ids) == len(nodes), "ids of nodes are unique")
    need(len({edge.get("id") for edge in edges}) == len(edges), "ids of edges are unique")
    for edge in edges:
        need(edge.get("source") in ids and edge.get("target") in ids, f"the ends of edge {edge.get('id')}")


def check_graphml(text):
    root = tree.fromstring(text)
    need(root.tag == GRAPHML + "graphml", root.tag)
    need([child.tag for child in root] == [GRAPHML + "key"] * (len(root) - 1) + [GRAPHML + "graph"], "keys, then the graph")
    keys = {(key.get("for"), key.get("id")) for key in root.findall(GRAPHML + "key")}
    need(len({name for _, name in keys}) == len(root) - 1, "ids of keys are unique")
    graph = root[-1]
    need(graph.get("edgedefault") == "directed", "edgedefault")
    for item in graph:
        kind = item.tag.removeprefix(GRAPHML)
        for data in item:
            need(data.tag == GRAPHML + "data" and (kind, data.get("key")) in keys, f"data {data.get('key')} of {kind}")
    nodes, edges = graph.findall(GRAPHML + "node"), graph.findall(GRAPHML + "edge")
    check_ends(nodes, edges)
    for edge in edges:
        values = {data.get("key"): data.text for data in edge}
        check_days(values.get("first_day"), values.get("last_day"))
    return len(nodes), len(edges)


def check_gexf(text):
    root = tree.fromstring(text)
    need(root.tag == GEXF + "gexf" and root.get("version") == "1.3", root.tag)
    graph = root.find(GEXF + "graph")
    need(graph.get("timerepresentation") == "interval", "timerepresentation")
    need(all(edge.get("kind") for edge in graph.iter(GEXF + "edge")), "kind of edges")
    need(graph.get("mode") == "dynamic" and graph.get("timeformat") == "date", "time of the graph")
    need([c.tag.removeprefix(GEXF) for c in graph] == ["attributes", "attributes", "nodes", "edges"], "order of parts")
    declared = {(group.get("class"), a.get("id")) for group in graph.findall(GEXF + "attributes") for a in group}
    nodes, edges = list(graph.find(GEXF + "nodes")), list(graph.find(GEXF + "edges"))
    for kind, items in (("node", nodes), ("edge", edges)):
        for item in items:
            need(item.tag == GEXF + kind and [c.tag for c in item] == [GEXF + "attvalues"], f"parts of a {kind}")
            for value in item[0]:
                need((kind, value.get("for")) in declared and value.get("value"), f"{value.attrib} of {kind}")
    check_ends(nodes, edges)
    for edge in edges:
        check_days(edge.get("start"), edge.get("end"))
    return len(nodes), len(edges)


def check_csv(text):
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        need(None not in row and None not in row.values(), f"columns of {row}")
        check_days(row["first_day"], row["last_day"])
    return len({row[end] for row in rows for end in ("Source", "Target")}), len(rows)


# What FollowTheMoney and OpenSanctions document: an entity has an id, a schema and properties, each a list of texts.
STATEMENT_COLUMNS = (
    "canonical_id entity_id prop prop_type schema value dataset origin lang original_value external first_seen last_seen id"
).split()


def check_ftm_date(value):
    need(value == "" or [len(part) for part in value.split("-")] in ([4], [4, 2], [4, 2, 2]), f"date {value}")


def check_ftm(text):
    lines = [json.loads(line) for line in text.splitlines()]
    ids = [entity["id"] for entity in lines]
    need(len(set(ids)) == len(ids), "an entity is one line")
    links = 0
    for entity in lines:
        need(isinstance(entity["id"], str) and isinstance(entity["schema"], str), f"id and schema of {entity}")
        need(set(entity) == {"id", "schema", "caption", "properties", "datasets", "ties"}, f"members of {entity['id']}")
        for name, values in entity["properties"].items():
            need(values and len(set(values)) == len(values), f"values of {name} of {entity['id']}")
            need(all(isinstance(value, str) and value for value in values), f"{name} of {entity['id']}")
            if name.endswith("Date"):
                for value in values:
                    check_ftm_date(value)
        links += bool({"subject", "object", "holder", "entity"} & set(entity["properties"]))
    said = [s for entity in lines[1:] for record in entity["ties"].get("records", []) for s in record["statements"]]
    need(len(said) == lines[0]["ties"]["statements"], "as many statements as the first line says")
    # nothing that is not plainly asserted stands among the properties, unless somebody else asserts it
    for entity in lines[1:]:
        asserted = {
            s["value"]
            for record in entity["ties"].get("records", [])
            for s in record["statements"]
            if s.get("modality", record.get("modality", "asserted")) == "asserted"
        }
        for name in ("notes", "alias", "role"):
            for value in entity["properties"].get(name, []):
                need(value in asserted, f"{name} {value} of {entity['id']} is not asserted")
    return len(lines), links


def check_statements(text):
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    need(list(rows[0])[: len(STATEMENT_COLUMNS)] == STATEMENT_COLUMNS, "the columns of FtM come first, in their order")
    need(len({row["id"] for row in rows}) == len(rows), "ids of rows are unique")
    seen, last = set(), None
    for row in rows:
        need(None not in row and None not in row.values(), f"columns of {row}")
        need(all(row[name] for name in ("canonical_id", "entity_id", "prop", "schema", "value", "dataset")), f"{row}")
        need(row["external"] == ("t" if row["modality"] else "f"), f"external of {row}")
        if row["canonical_id"] != last:
            need(row["canonical_id"] not in seen, f"rows of {row['canonical_id']} stand together")
            seen.add(last := row["canonical_id"])
        if row["prop_type"] == "date":
            check_ftm_date(row["value"])
    return len(seen), sum(row["prop_type"] == "entity" for row in rows)


CHECKS = {"ftm": check_ftm, "statements": check_statements, "graphml": check_graphml, "gexf": check_gexf, "csv": check_csv}

if __name__ == "__main__":
    nodes, edges = CHECKS[sys.argv[1]](sys.stdin.buffer.read().decode("utf-8"))
    print("well" if nodes and edges else "empty")
    if "--count" in sys.argv:
        print(nodes, edges)
