/* GraphML, and GEXF 1.3 with the days of each tie. What XML cannot hold becomes U+FFFD. */
#include "export/format.h"

/* Does U+FFFE or U+FFFF stand here? Both are valid UTF-8 and no characters of XML. */
static bool is_no_character(str s, size_t i)
{
	return i + 2 < s.len && (uint8_t)s.ptr[i] == 0xEF && (uint8_t)s.ptr[i + 1] == 0xBF &&
	       (uint8_t)s.ptr[i + 2] >= 0xBE;
}

static void add_char(struct buf *out, char c)
{
	switch (c) {
	case '&':
		buf_add(out, STR("&amp;"));
		return;
	case '<':
		buf_add(out, STR("&lt;"));
		return;
	case '>':
		buf_add(out, STR("&gt;"));
		return;
	case '"':
		buf_add(out, STR("&quot;"));
		return;
	case '\t':
	case '\n':
	case '\r':
		buf_print(out, "&#%d;", c);
		return;
	default:
		if ((uint8_t)c < 0x20)
			buf_add(out, STR("\xEF\xBF\xBD"));
		else
			buf_add_char(out, c);
	}
}

static void add_escaped(struct buf *out, str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (is_no_character(s, i)) {
			buf_add(out, STR("\xEF\xBF\xBD"));
			i += 2;
		} else {
			add_char(out, s.ptr[i]);
		}
	}
}

/* before, value, after; nothing when there is no value. */
static void add_around(struct buf *out, const char *before, str value, const char *after)
{
	if (!value.len)
		return;
	buf_add(out, str_from(before));
	add_escaped(out, value);
	buf_add(out, str_from(after));
}

/* ---- GraphML ----------------------------------------------------------------------------------------------- */

#define KEY(kind, name) "  <key id=\"" name "\" for=\"" kind "\" attr.name=\"" name "\" attr.type=\"string\"/>\n"

static void data(struct buf *out, const char *key, str value)
{
	if (!value.len)
		return;
	buf_print(out, "      <data key=\"%s\">", key);
	add_escaped(out, value);
	buf_add(out, STR("</data>\n"));
}

static void graphml_node(struct buf *out, const struct export_node *n)
{
	buf_print(out, "    <node id=\"n%u\">\n", n->number);
	data(out, "entity", n->id);
	data(out, "caption", n->caption);
	data(out, "schema", n->schema);
	buf_add(out, STR("    </node>\n"));
}

static void graphml_edge(struct buf *out, const struct export_edge *e)
{
	char first[40], last[40];

	buf_print(out, "    <edge id=\"e%u\" source=\"n%u\" target=\"n%u\">\n", e->number, e->from, e->to);
	data(out, "relation", e->tie.relation);
	data(out, "role", e->tie.role);
	data(out, "begin", e->tie.begin.edtf);
	data(out, "end", e->tie.end.edtf);
	data(out, "first_day", export_first_day(&e->tie, first));
	data(out, "last_day", export_last_day(&e->tie, last));
	data(out, "modality", e->tie.modality);
	data(out, "attribution", e->tie.attribution);
	data(out, "source", e->tie.source);
	data(out, "record", e->tie.ref);
	data(out, "derived", export_truth(e->tie.derived));
	buf_add(out, STR("    </edge>\n"));
}

const struct export_format export_graphml = {
    .name = "graphml",
    .head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" KEY("node", "entity") KEY("node", "caption")
                KEY("node", "schema") KEY("edge", "relation") KEY("edge", "role") KEY("edge", "begin")
                    KEY("edge", "end") KEY("edge", "first_day") KEY("edge", "last_day") KEY("edge", "modality")
                        KEY("edge", "attribution") KEY("edge", "source") KEY("edge", "record")
                            KEY("edge", "derived") "  <graph id=\"ties\" edgedefault=\"directed\">\n",
    .tail = "  </graph>\n</graphml>\n",
    .node = graphml_node,
    .edge = graphml_edge,
};

/* ---- GEXF -------------------------------------------------------------------------------------------------- */

#define ATTRIBUTE(id) "      <attribute id=\"" id "\" title=\"" id "\" type=\"string\"/>\n"

static void attvalue(struct buf *out, const char *id, str value)
{
	if (!value.len)
		return;
	buf_print(out, "          <attvalue for=\"%s\" value=\"", id);
	add_escaped(out, value);
	buf_add(out, STR("\"/>\n"));
}

static void gexf_node(struct buf *out, const struct export_node *n)
{
	buf_print(out, "      <node id=\"%u\"", n->number);
	add_around(out, " label=\"", n->caption.len ? n->caption : n->id, "\"");
	buf_add(out, STR(">\n        <attvalues>\n"));
	attvalue(out, "entity", n->id);
	attvalue(out, "schema", n->schema);
	buf_add(out, STR("        </attvalues>\n      </node>\n"));
}

/* An end that nobody said, or that is open, is left away: GEXF takes it as without bound. */
static void gexf_edge(struct buf *out, const struct export_edge *e)
{
	char first[40], last[40];

	buf_print(out, "      <edge id=\"%u\" source=\"%u\" target=\"%u\"", e->number, e->from, e->to);
	add_around(out, " kind=\"", e->tie.relation, "\"");
	add_around(out, " label=\"", e->tie.relation, "\"");
	add_around(out, " start=\"", export_first_day(&e->tie, first), "\"");
	add_around(out, " end=\"", export_last_day(&e->tie, last), "\"");
	buf_add(out, STR(">\n        <attvalues>\n"));
	attvalue(out, "begin", e->tie.begin.edtf);
	attvalue(out, "end", e->tie.end.edtf);
	attvalue(out, "role", e->tie.role);
	attvalue(out, "modality", e->tie.modality);
	attvalue(out, "attribution", e->tie.attribution);
	attvalue(out, "source", e->tie.source);
	attvalue(out, "record", e->tie.ref);
	attvalue(out, "derived", export_truth(e->tie.derived));
	buf_add(out, STR("        </attvalues>\n      </edge>\n"));
}

const struct export_format export_gexf = {
    .name = "gexf",
    .head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
            "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" "
            "timerepresentation=\"interval\">\n"
            "    <attributes class=\"node\">\n" ATTRIBUTE("entity")
                ATTRIBUTE("schema") "    </attributes>\n    <attributes class=\"edge\">\n" ATTRIBUTE("begin")
                    ATTRIBUTE("end") ATTRIBUTE("role") ATTRIBUTE("modality") ATTRIBUTE("attribution")
                        ATTRIBUTE("source") ATTRIBUTE("record") ATTRIBUTE("derived") "    </attributes>\n    <nodes>\n",
    .between = "    </nodes>\n    <edges>\n",
    .tail = "    </edges>\n  </graph>\n</gexf>\n",
    .node = gexf_node,
    .edge = gexf_edge,
};
