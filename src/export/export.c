#include "export/export.h"

#include "export/dump.h"
#include "export/format.h"
#include "export/select.h"

#include <string.h>

static const struct export_format *const formats[] = {
    &export_ftm, &export_statements, &export_graphml, &export_gexf, &export_dot, &export_csv, &export_csv_nodes,
};

const struct export_format *export_format_find(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

/* What keeps everything, of the whole database or of a part. */
static ties_code dump(const ties_book *book, const struct export_format *format, const struct export_options *options,
                      const struct export_sink *sink, ties_error *err)
{
	struct dump d = {.b = book, .sink = sink, .err = err};
	struct selection part = {0};
	ties_code rc = TIES_OK;

	if (options->centre_count && !select_part(&part, book, options))
		rc = error_nomem(err);
	d.chosen = part.entities;
	d.datasets = part.datasets;
	ftm_words_fill(&d.words);
	if (rc == TIES_OK)
		rc = format->dump(&d);
	buf_finish(&d.out);
	selection_finish(&part);
	return rc;
}

ties_code export_write(const ties_book *book, const struct export_format *format, const struct export_options *options,
                       const struct export_sink *sink, ties_error *err)
{
	return format->dump ? dump(book, format, options, sink, err) : export_graph(book, format, options, sink, err);
}

const struct export_format export_ftm = {.name = "ftm", .dump = dump_ftm};
const struct export_format export_statements = {.name = "statements", .dump = dump_statements};
