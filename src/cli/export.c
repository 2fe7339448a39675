/* `ties export`: what is known, for other programs. */
#include "export/export.h"
#include "base/file.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 4 };

/* Who was meant; false, after a message, when that is nobody or not clear. `*status` is the caller's to free. */
static bool find(ties_status **status, const struct cli *cli, const ties_book *book, const char *name, ties_error *err)
{
	const ties_time now = {0};

	if (ties_status_of(book, str_from(name), &now, false, status, err)) {
		cli_fail(err);
		return false;
	}
	if ((*status)->candidate_count == 0)
		cli_complain_nobody(book, str_from(name));
	cli_complain_ambiguous((*status)->query, (*status)->candidates, (*status)->candidate_count);
	cli_tell_taken(cli, (*status)->query, (*status)->candidates, (*status)->candidate_count);
	return (*status)->candidate_count == 1;
}

static bool to_file(void *context, str bytes)
{
	file_write(context, bytes.ptr, bytes.len); /* failure is sticky: the commit says why */
	return true;
}

static bool to_output(void *, str bytes)
{
	struct report_out out = {0};

	buf_add(&out.buf, bytes);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	return written;
}

static int export_to_file(const struct cli *cli, const ties_book *book, const struct export_format *format,
                          const struct export_options *options)
{
	struct file_writer *writer;
	ties_error err = {0};

	if (file_writer_open(&writer, cli->value[OPTION_OUTPUT], &err))
		return cli_fail(&err);
	const struct export_sink sink = {.write = to_file, .context = writer};
	ties_code rc = export_write(book, format, options, &sink, &err);
	if (rc == TIES_OK)
		rc = file_commit(writer, &err);
	else
		file_abandon(writer);
	return rc == TIES_OK ? EXIT_DONE : cli_fail(&err);
}

/* cli_write has said why it failed, if there is anything to say. */
static int export_to_output(const ties_book *book, const struct export_format *format,
                            const struct export_options *options)
{
	const struct export_sink sink = {.write = to_output};
	ties_error err = {0};
	ties_code rc = export_write(book, format, options, &sink, &err);

	return rc == TIES_OK ? EXIT_DONE : rc == TIES_ERR_IO ? EXIT_FAILED : cli_fail(&err);
}

static int export(const struct cli *cli, const ties_book *book, const struct export_format *format, unsigned depth)
{
	ties_status **found = calloc(cli->arg_count + 1, sizeof *found);
	char **ids = calloc(cli->arg_count + 1, sizeof *ids);
	ties_error err = {0};
	bool clear = found && ids;
	int status = EXIT_FAILED;

	if (!clear)
		cli_complain("out of memory");
	for (size_t i = 0; clear && i < cli->arg_count; i++) {
		clear = find(&found[i], cli, book, cli->args[i], &err);
		if (clear) {
			str id = found[i]->candidates[0].entity.id;
			clear = (ids[i] = strndup(id.ptr, id.len)) != NULL;
		}
	}
	const struct export_options options = {
	    .centres = (const char *const *)ids, .centre_count = cli->arg_count, .depth = depth};
	if (clear)
		status = cli_to_file(cli) ? export_to_file(cli, book, format, &options)
		                          : export_to_output(book, format, &options);
	for (size_t i = 0; found && ids && i < cli->arg_count; i++) {
		ties_status_free(found[i]);
		free(ids[i]);
	}
	free(found);
	free(ids);
	return status;
}

static bool read_depth(const struct cli *cli, unsigned *depth)
{
	const char *text = cli->value[OPTION_DEPTH];
	uint64_t n = 1;

	if (text && (!str_to_u64(str_from(text), &n) || n < 1 || n > DEPTH_MAX)) {
		cli_complain("--depth takes a number from 1 to %u, not \"%s\"", DEPTH_MAX, text);
		return false;
	}
	*depth = (unsigned)n;
	return true;
}

int cli_export(struct cli *cli)
{
	const char *name = cli->value[OPTION_AS];
	const struct export_format *format = name ? export_format_find(name) : NULL;
	ties_book *book = NULL;
	ties_error err = {0};
	unsigned depth;

	if (!format) {
		cli_complain("--as takes ftm, statements, graphml, gexf, dot, csv or csv-nodes%s%s%s",
		             name ? ", not \"" : "", name ? name : "", name ? "\"" : ". See: ties help export");
		return EXIT_USAGE;
	}
	if (!read_depth(cli, &depth) || !cli_check_names(cli))
		return EXIT_USAGE;
	ties_code rc = cli_open(&book, cli, &err);
	int status = rc == TIES_OK ? export(cli, book, format, depth) : cli_fail(&err);
	ties_book_close(book);
	return status;
}
