/* `ties flags`: what deserves a look, by rules. */
#include "base/error.h"
#include "base/file.h"
#include "base/vec.h"
#include "cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { RULES_BYTES_MAX = 1 << 20, NAMES_BYTES_MAX = 1 << 26, FILES_MAX = 1000 };

/** What was read: rules and entities. */
struct question {
	VEC(ties_rule_text) texts;
	VEC(struct buf) kept; /* what texts point into */
	VEC(ties_str) entities;
	struct buf names; /* what entities point into */
};

static void finish(struct question *q)
{
	for (size_t i = 0; i < q->kept.len; i++)
		buf_finish(&q->kept.ptr[i]);
	vec_finish(&q->kept);
	vec_finish(&q->texts);
	vec_finish(&q->entities);
	buf_finish(&q->names);
}

/* ---- rules -------------------------------------------------------------------------------------------------- */

static bool keep(struct question *q, struct buf bytes)
{
	if (!bytes.failed && vec_push(&q->kept, bytes))
		return true;
	buf_finish(&bytes);
	return false;
}

static ties_code read_rule_file(struct question *q, const char *path, ties_error *err)
{
	struct buf name = {0}, text = {0};
	ties_code rc = file_read(&text, path, RULES_BYTES_MAX, err);

	if (rc != TIES_OK) {
		buf_finish(&text);
		return rc;
	}
	buf_add(&name, str_from(path));
	str words = buf_str(&text), called = buf_str(&name);
	if (!keep(q, text))
		return buf_finish(&name), error_nomem(err);
	if (!keep(q, name) || !vec_push(&q->texts, ((ties_rule_text){called, words})))
		return error_nomem(err);
	return TIES_OK;
}

static int is_sql(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && str_ends(str_from(entry->d_name), STR(".sql"));
}

/* The files *.sql of a folder, by name. */
static ties_code read_rule_folder(struct question *q, const char *folder, ties_error *err)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_sql, alphasort);
	ties_code rc = count < 0 ? error_errno(err, folder, "read it") : TIES_OK;

	if (count == 0 || count > FILES_MAX)
		rc = error_set(err, TIES_ERR_USAGE, "%s: %s", folder,
		               count ? "more than 1000 rules" : "no file of it ends in .sql");
	for (int i = 0; i < count; i++) {
		char path[4096];
		if (rc == TIES_OK &&
		    (size_t)snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name) < sizeof path)
			rc = read_rule_file(q, path, err);
		free(entries[i]);
	}
	free(entries);
	return rc;
}

static ties_code read_rules(const struct cli *cli, struct question *q, ties_rules **out, ties_error *err)
{
	const char *path = cli->value[OPTION_RULES];
	struct stat is;
	ties_code rc = TIES_OK;

	if (path)
		rc = stat(path, &is) == 0 && S_ISDIR(is.st_mode) ? read_rule_folder(q, path, err)
		                                                 : read_rule_file(q, path, err);
	return rc == TIES_OK ? ties_rules_read(q->texts.ptr, q->texts.len, out, err) : rc;
}

/* "RULE.NAME=VALUE,RULE.NAME=VALUE"; where --rule names one, NAME=VALUE is enough. */
static ties_code set_params(const struct cli *cli, ties_rules *rules, ties_error *err)
{
	str rest = cli_value(cli, OPTION_PARAM), one;
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && cli_has(cli, OPTION_PARAM) && str_split(&rest, ',', &one)) {
		size_t equals = str_find_char(one, '=', 0), dot = str_find_char(one, '.', 0);
		str rule = cli_value(cli, OPTION_RULE), name = str_slice(one, 0, equals);
		if (equals != SIZE_MAX && dot < equals) {
			rule = str_slice(one, 0, dot);
			name = str_slice(one, dot + 1, equals);
		}
		if (equals == SIZE_MAX || !rule.len)
			return error_set(err, TIES_ERR_USAGE,
			                 "--param takes RULE.NAME=VALUE, such as support-after-delisting.days=90, "
			                 "not \"%.*s\"",
			                 STR_ARG(one));
		rc = ties_rules_set(rules, rule, name, str_slice(one, equals + 1, one.len), err);
	}
	return rc;
}

/* ---- entities ----------------------------------------------------------------------------------------------- */

/* The arguments, and the lines of --file. */
static ties_code read_entities(const struct cli *cli, struct question *q, ties_error *err)
{
	ties_code rc = TIES_OK;
	bool well = true;

	for (size_t i = 0; i < cli->arg_count; i++)
		well &= vec_push(&q->entities, str_from(cli->args[i]));
	if (cli_has(cli, OPTION_FILE))
		rc = file_read(&q->names, cli->value[OPTION_FILE], NAMES_BYTES_MAX, err);
	str rest = buf_str(&q->names), line;
	while (rc == TIES_OK && well && str_split(&rest, '\n', &line))
		if (str_trim(line).len)
			well = vec_push(&q->entities, str_trim(line));
	if (rc == TIES_OK && well && cli_has(cli, OPTION_FILE) && !q->entities.len)
		return error_set(err, TIES_ERR_USAGE, "%s: no entity stands in it; give one a line",
		                 cli->value[OPTION_FILE]);
	return rc == TIES_OK && !well ? error_nomem(err) : rc;
}

/* ---- the answer ------------------------------------------------------------------------------------------------ */

static int list_rules(const struct cli *cli, const ties_rules *rules)
{
	struct report_out out = cli->style;

	if (cli->format == FORMAT_TEXT)
		report_rules_text(&out, rules);
	else
		report_rules_json(&out, rules);
	bool written = cli_write(&out);
	buf_finish(&out.buf);
	return written ? EXIT_DONE : EXIT_FAILED;
}

static int answer(const struct cli *cli, const ties_book *book, const ties_flags *flags)
{
	struct report_out out = cli->style;
	int status = cli_has(cli, OPTION_FAIL_ON_HIT) && flags->count ? EXIT_HIT : EXIT_DONE;
	bool doubt = false;

	out.sources = true; /* a flag is worth what its sources are */
	if (cli->format == FORMAT_JSON)
		report_flags_json(&out, flags);
	else if (cli->format == FORMAT_JSONL)
		report_flags_jsonl(&out, flags);
	else
		report_flags_text(&out, flags);
	if (!cli_write(&out))
		status = EXIT_FAILED;
	if (flags->left_out && cli->format != FORMAT_TEXT)
		cli_complain("%zu flag%s left out: --limit %zu gives all", flags->left_out,
		             flags->left_out == 1 ? " is" : "s are", flags->count + flags->left_out);
	for (size_t i = 0; i < flags->subject_count; i++) {
		const ties_status *s = flags->subjects[i];
		if (cli->format != FORMAT_TEXT)
			cli_complain_ambiguous(s->query, s->candidates, s->candidate_count);
		if (cli->format != FORMAT_TEXT && !flags->subject_flags[i])
			cli_tell_taken(cli, s->query, s->candidates, s->candidate_count);
		doubt |= cli_is_doubtful(s->candidates, s->candidate_count);
		if (s->candidate_count != 1)
			status = EXIT_FAILED;
		if (s->candidate_count)
			continue;
		cli_complain_nobody(book, s->query);
	}
	if (doubt)
		cli_hint_quotes(cli);
	buf_finish(&out.buf);
	return status;
}

static int ask(const struct cli *cli, const struct question *q, ties_flags_options *options)
{
	ties_flags *flags = NULL;
	ties_book *book = NULL;
	ties_error err = {0};
	ties_code rc = cli_open(&book, cli, &err);

	if (rc == TIES_OK)
		rc = ties_flags_of(book, q->entities.ptr, q->entities.len, options, &flags, &err);
	int status = rc == TIES_OK ? answer(cli, book, flags) : cli_fail(&err);
	ties_flags_free(flags);
	ties_book_close(book);
	return status;
}

int cli_flags(struct cli *cli)
{
	struct question q = {0};
	ties_rules *rules = NULL;
	ties_error err = {0};
	ties_flags_options options = {.size = sizeof options,
	                              .rule = cli_value(cli, OPTION_RULE),
	                              .on = cli_value(cli, OPTION_ON),
	                              .limit = cli->limit,
	                              .seconds = cli->timeout};

	if (!cli_check_names(cli))
		return EXIT_USAGE;
	if (cli_has(cli, OPTION_SEVERITY) && !ties_severity_find(cli_value(cli, OPTION_SEVERITY), &options.least)) {
		cli_complain("--severity takes info, low, medium or high, not \"%s\"", cli->value[OPTION_SEVERITY]);
		return EXIT_USAGE;
	}
	ties_code rc = read_rules(cli, &q, &rules, &err);
	if (rc == TIES_OK)
		rc = set_params(cli, rules, &err);
	if (rc == TIES_OK)
		rc = read_entities(cli, &q, &err);
	options.rules = rules;
	int status = rc != TIES_OK               ? cli_fail(&err)
	             : cli_has(cli, OPTION_LIST) ? list_rules(cli, rules)
	                                         : ask(cli, &q, &options);
	ties_rules_free(rules);
	finish(&q);
	return status;
}
