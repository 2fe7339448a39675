/* DOT of Graphviz, and CSV: one file of ties, one of entities. */
#include "export/format.h"

/* ---- DOT --------------------------------------------------------------------------------------------------- */

static void dot_string(struct buf *out, str s)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '"' || c == '\\')
			buf_add_char(out, '\\');
		if (c == '\n')
			buf_add(out, STR("\\n"));
		else if ((uint8_t)c < 0x20)
			buf_add(out, STR("\xEF\xBF\xBD"));
		else
			buf_add_char(out, c);
	}
	buf_add_char(out, '"');
}

static void dot_attribute(struct buf *out, const char *before, str value)
{
	if (!value.len)
		return;
	buf_add(out, str_from(before));
	dot_string(out, value);
}

static void dot_node(struct buf *out, const struct export_node *n)
{
	buf_print(out, "  n%u [label=", n->number);
	dot_string(out, n->caption);
	dot_attribute(out, ", entity=", n->id);
	dot_attribute(out, ", schema=", n->schema);
	buf_add(out, STR("];\n"));
}

static void dot_edge(struct buf *out, const struct export_edge *e)
{
	buf_print(out, "  n%u -> n%u [label=", e->from, e->to);
	dot_string(out, e->tie.relation);
	dot_attribute(out, ", begin=", e->tie.begin.edtf);
	dot_attribute(out, ", end=", e->tie.end.edtf);
	dot_attribute(out, ", modality=", e->tie.modality);
	dot_attribute(out, ", attribution=", e->tie.attribution);
	dot_attribute(out, ", source=", e->tie.source);
	dot_attribute(out, ", derived=", export_truth(e->tie.derived));
	buf_add(out, STR("];\n"));
}

const struct export_format export_dot = {
    .name = "dot",
    .head = "digraph ties {\n  charset=\"UTF-8\";\n",
    .tail = "}\n",
    .node = dot_node,
    .edge = dot_edge,
};

/* ---- CSV --------------------------------------------------------------------------------------------------- */

static void csv_field(struct buf *out, str s, char after)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, s.ptr[i]);
	}
	buf_add_char(out, '"');
	buf_add_char(out, after);
}

static void csv_edge(struct buf *out, const struct export_edge *e)
{
	char first[40], last[40];
	const ties_tie *t = &e->tie;
	const str cells[] = {t->from,
	                     t->to,
	                     t->from_caption,
	                     t->relation,
	                     t->to_caption,
	                     t->role,
	                     t->begin.edtf,
	                     t->end.edtf,
	                     export_first_day(t, first),
	                     export_last_day(t, last),
	                     t->modality,
	                     t->attribution,
	                     t->source,
	                     t->ref,
	                     export_truth(t->derived)};
	const size_t count = sizeof cells / sizeof *cells;

	for (size_t i = 0; i < count; i++)
		csv_field(out, cells[i], i + 1 < count ? ',' : '\n');
}

static void csv_node(struct buf *out, const struct export_node *n)
{
	csv_field(out, n->id, ',');
	csv_field(out, n->caption, ',');
	csv_field(out, n->schema, '\n');
}

const struct export_format export_csv = {
    .name = "csv",
    .head = "Source,Target,from_caption,relation,to_caption,role,begin,end,first_day,last_day,modality,attribution,"
            "source,record,derived\n",
    .edge = csv_edge,
};

const struct export_format export_csv_nodes = {
    .name = "csv-nodes",
    .head = "Id,Label,schema\n",
    .node = csv_node,
};
