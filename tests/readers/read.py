"""Read an export the way its users' tools do: `read.py FORMAT FILE` prints JSON {nodes: [id, name], edges: [...]}.

An edge is [subject, relation, object, statements, first day, last day]; Turtle has no more than the first three.
"""

import json
import sys
from urllib.parse import unquote

import networkx
import rdflib

ONTOLOGY, ENTITY, WIKIDATA = "urn:entente:ontology:", "urn:entente:entity:", "http://www.wikidata.org/entity/"


def read_graph(graph, first, last):
    nodes = [[id, data["label"]] for id, data in graph.nodes(data=True)]
    edges = [
        [subject, data["relation"], object, data["statements"], data.get(first), data.get(last)]
        for subject, object, data in graph.edges(data=True)
    ]
    return nodes, edges


def read_turtle(file):
    graph = rdflib.Graph().parse(file, format="turtle")

    def id_of(iri):
        return unquote(str(iri).removeprefix(ENTITY)) if str(iri).startswith(ENTITY) else str(iri).removeprefix(WIKIDATA)

    entities = {s for s in graph.subjects() if str(s).startswith((ENTITY, WIKIDATA))}
    nodes = [[id_of(s), str(graph.value(s, rdflib.RDFS.label))] for s in entities]
    edges = [
        [id_of(s), str(p).removeprefix(ONTOLOGY), id_of(o)]
        for s, p, o in graph
        if s in entities and o in entities
    ]
    return nodes, edges


format, file = sys.argv[1:]
if format == "gexf":
    nodes, edges = read_graph(networkx.read_gexf(file), "start", "end")
elif format == "graphml":
    nodes, edges = read_graph(networkx.read_graphml(file), "first", "last")
else:
    nodes, edges = read_turtle(file)
print(json.dumps({"nodes": nodes, "edges": edges}))
