/* From what was typed to what will be read.
 *
 *   "us_ofac_sdn@2021-08-18=sdn.csv"  -> dataset, date, path
 *   folder -> its lists
 *   file   -> format, dataset, part, date (from the option, the content, the name, the folder: first that tells)
 *   parts of one version in one folder -> one set */
#include "compile/plan.h"

#include "base/buf.h"
#include "decisions/decisions.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FOLDER_DEPTH_MAX = 8 };

/** One source as typed. */
struct wish {
	str dataset;         /* empty: from the content */
	struct date version; /* DATE_UNKNOWN: from the content or the name */
	const char *path;
};

struct planner {
	struct plan *plan;
	ties_error *err;
};

/* "=" may also stand in a path: what is before it must look like a dataset name. */
static ties_code parse_wish(struct wish *out, const char *source, ties_error *err)
{
	str whole = str_from(source);
	size_t equals = str_find_char(whole, '=', 0);

	*out = (struct wish){.version = {.kind = DATE_UNKNOWN}, .path = source};
	if (equals == SIZE_MAX)
		return TIES_OK;
	str left = str_slice(whole, 0, equals);
	size_t at = str_find_char(left, '@', 0);
	str name = at == SIZE_MAX ? left : str_slice(left, 0, at);
	if (!source_is_dataset_name(name))
		return TIES_OK;
	out->dataset = name;
	out->path = source + equals + 1;
	if (at == SIZE_MAX)
		return TIES_OK;
	ties_error why;
	str text = str_slice(left, at + 1, left.len);
	if (date_parse(text, &out->version, &why) != TIES_OK || out->version.first != out->version.last)
		return error_set(err, TIES_ERR_USAGE, "\"%.*s\" in \"%s\" is no day: write DATASET@YYYY-MM-DD=PATH",
		                 STR_ARG(text), source);
	return TIES_OK;
}

static str base_name(str path)
{
	for (size_t i = path.len; i > 0; i--)
		if (path.ptr[i - 1] == '/')
			return str_slice(path, i, path.len);
	return path;
}

static str folder_of(str path)
{
	str base = base_name(path);
	size_t n = path.len - base.len;

	return str_slice(path, 0, n ? n - 1 : 0);
}

/* In an archive a version is called by its day, and its folder by the dataset: "us_ofac_sdn/2026-11-25.xml" is known as
 * "us_ofac_sdn.xml". Any other file by its own name. */
static str telling_name(struct arena *arena, str path)
{
	enum { DAY_LEN = 10 };
	str base = base_name(path), folder = base_name(folder_of(path));
	struct date day;

	if (!source_is_dataset_name(folder) || base.len <= DAY_LEN || base.ptr[DAY_LEN] != '.' ||
	    date_parse(str_slice(base, 0, DAY_LEN), &day, NULL) != TIES_OK || day.first != day.last)
		return base;
	return arena_print(arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(str_slice(base, DAY_LEN, base.len)));
}

/* A day written as YYYY-MM-DD anywhere in a file's or folder's name. */
static bool day_in_name(str name, struct date *out)
{
	for (size_t i = 0; i + 10 <= name.len; i++) {
		str piece = str_slice(name, i, i + 10);
		if (piece.len == 10 && piece.ptr && piece.ptr[4] == '-' && piece.ptr[7] == '-' &&
		    date_parse(piece, out, NULL) == TIES_OK && out->first == out->last)
			return true;
	}
	return false;
}

static struct date choose_version(const struct wish *wish, const struct source_claim *claim, str path)
{
	struct date day;

	if (wish->version.kind == DATE_KNOWN)
		return wish->version;
	if (claim->version.kind == DATE_KNOWN)
		return claim->version;
	if (day_in_name(base_name(path), &day) || day_in_name(base_name(folder_of(path)), &day))
		return day;
	return (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
}

/* "donations.ftm.json.gz" -> "donations", in the letters that datasets have. */
static str dataset_from_name(struct arena *arena, str base)
{
	str stem = str_slice(base, 0, str_find_char(base, '.', 0));
	str copy = arena_copy(arena, str_slice(stem, 0, SOURCE_NAME_MAX - 1));

	for (size_t i = 0; i < copy.len; i++) {
		char *c = (char *)(uintptr_t)&copy.ptr[i];
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 32);
		else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')))
			*c = '_';
	}
	return copy;
}

static bool same_version(struct date a, struct date b)
{
	return a.kind == b.kind && a.first == b.first && a.last == b.last;
}

static bool has_part(const struct plan_set *set, unsigned part)
{
	for (size_t i = 0; i < set->file_count; i++)
		if (set->file[i].part == part)
			return true;
	return false;
}

static struct plan_set *find_set(struct plan *plan, const struct plan_set *like, unsigned part)
{
	for (size_t i = 0; i < plan->sets.len; i++) {
		struct plan_set *s = &plan->sets.ptr[i];
		if (s->format == like->format && str_is(str_from(s->dataset), like->dataset) &&
		    same_version(s->version, like->version) && str_equal(s->folder, like->folder) && !has_part(s, part))
			return s;
	}
	return NULL;
}

/* A file that happens to lie in the folder: what it says closes nothing, and it is told. */
static ties_code leave_out(struct planner *p, struct input *in, str path)
{
	struct buf found = {0};
	str head;
	ties_code rc = input_peek(in, &head, p->err);

	if (rc != TIES_OK)
		return rc;
	source_describe(&found, head);
	str reason = arena_print(&p->plan->arena, "left out: no list that ties reads, but %s", buf_cstr(&found));
	bool failed = found.failed || !reason.ptr;
	buf_finish(&found);
	if (failed || !vec_push(&p->plan->left_out, ((struct plan_left_out){path.ptr, reason.ptr})))
		return error_nomem(p->err);
	return TIES_OK;
}

static bool is_regular(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* A list under the name of another one would be shown with the wrong publisher and close what that one said. */
static ties_code check_name(const struct planner *p, const struct wish *wish, const struct source_claim *claim,
                            const char *path)
{
	if (!wish->dataset.len || !claim->dataset[0] || str_is(wish->dataset, claim->dataset) ||
	    !source_dataset_find(wish->dataset))
		return TIES_OK;
	return error_set(p->err, TIES_ERR_FORMAT, "%s: is a file of %s, not of %.*s as you say", path, claim->dataset,
	                 STR_ARG(wish->dataset));
}

/* A file of decisions about who is the same is no list, and is known by its name and its first line. */
static ties_code take_decisions(struct planner *p, struct input *in, str path, bool *taken)
{
	str head;
	ties_code rc = TIES_OK;

	*taken = str_is(base_name(path), "decisions.csv");
	if (*taken)
		rc = input_peek(in, &head, p->err);
	if (rc != TIES_OK || !*taken)
		return rc;
	*taken = decisions_detect(head);
	return !*taken || vec_push(&p->plan->decisions, path.ptr) ? TIES_OK : error_nomem(p->err);
}

/* An export has the history of datasets of its own. In a folder it may lie beside the lists that it was made of. */
static ties_code add_export(struct planner *p, const struct wish *wish, const struct source_format *format,
                            struct plan_file file, bool named)
{
	static const char reason[] = "left out: an export of a ties database, which is read only when it is named";
	const struct plan_left_out out = {file.path, reason};
	const struct plan_export planned = {format, file};

	if (named && wish->dataset.len)
		return error_set(p->err, TIES_ERR_USAGE,
		                 "%s: is an export of a ties database, whose datasets have names: give it without "
		                 "\"%.*s=\"",
		                 file.path, STR_ARG(wish->dataset));
	bool kept = named ? vec_push(&p->plan->exports, planned) : vec_push(&p->plan->left_out, out);
	return kept ? TIES_OK : error_nomem(p->err);
}

static ties_code add_file(struct planner *p, const struct wish *wish, const char *path, bool named)
{
	struct input *in;
	const struct source_format *format;
	struct source_claim claim = {.version = {.kind = DATE_UNKNOWN}};
	str whole = arena_copy(&p->plan->arena, str_from(path)), name = telling_name(&p->plan->arena, whole);
	ties_code rc = name.ptr ? input_open(&in, path, p->err) : error_nomem(p->err);

	if (rc != TIES_OK)
		return rc;
	bool decisions;
	rc = take_decisions(p, in, whole, &decisions);
	if (rc != TIES_OK || decisions) {
		input_close(in);
		return rc;
	}
	rc = source_detect(in, name.ptr, &format, &claim, p->err);
	bool standard = str_is(whole, "-"), once = standard || !is_regular(path);
	if (rc == TIES_ERR_FORMAT && !named) {
		rc = leave_out(p, in, whole);
		input_close(in);
		return rc;
	}
	if (rc == TIES_OK && format->restore) {
		rc = add_export(p, wish, format, (struct plan_file){.path = whole.ptr, .standard = once ? in : NULL},
		                named);
		if (!once || rc != TIES_OK)
			input_close(in);
		return rc;
	}
	if (rc == TIES_OK)
		rc = check_name(p, wish, &claim, path);
	if (!once || rc != TIES_OK)
		input_close(in);
	if (rc != TIES_OK)
		return rc;
	str dataset = wish->dataset.len  ? arena_copy(&p->plan->arena, wish->dataset)
	              : claim.dataset[0] ? arena_copy(&p->plan->arena, str_from(claim.dataset))
	                                 : dataset_from_name(&p->plan->arena, standard ? STR("stdin") : name);
	struct plan_set fresh = {
	    .format = format,
	    .dataset = dataset.ptr,
	    .version = choose_version(wish, &claim, whole),
	    .folder = folder_of(whole),
	};
	struct plan_set *set = find_set(p->plan, &fresh, claim.part);
	if (!set && vec_push(&p->plan->sets, fresh))
		set = &p->plan->sets.ptr[p->plan->sets.len - 1];
	if (!set || p->plan->arena.failed) {
		if (once)
			input_close(in);
		return error_nomem(p->err);
	}
	set->named |= named;
	set->file[set->file_count++] =
	    (struct plan_file){.path = whole.ptr, .standard = once ? in : NULL, .part = claim.part};
	return TIES_OK;
}

static ties_code add_path(struct planner *p, const struct wish *wish, const char *path, bool named, int depth);

static ties_code add_folder(struct planner *p, const struct wish *wish, const char *path, int depth)
{
	struct dirent **entries = NULL;
	int n = scandir(path, &entries, NULL, alphasort);
	ties_code rc = n < 0 ? error_errno(p->err, path, "read the folder") : TIES_OK;

	for (int i = 0; i < n; i++) {
		if (rc == TIES_OK && entries[i]->d_name[0] != '.') {
			str inner = arena_print(&p->plan->arena, "%s/%s", path, entries[i]->d_name);
			rc = inner.ptr ? add_path(p, wish, inner.ptr, false, depth + 1) : error_nomem(p->err);
		}
		free(entries[i]);
	}
	free(entries);
	return rc;
}

/* `named`: typed by a person, so it must be a list; in a folder other files may lie beside. */
static ties_code add_path(struct planner *p, const struct wish *wish, const char *path, bool named, int depth)
{
	struct stat st;

	if (strcmp(path, "-") == 0)
		return add_file(p, wish, path, true);
	if (stat(path, &st) < 0)
		return error_errno(p->err, path, "open it");
	if (S_ISDIR(st.st_mode) && depth < FOLDER_DEPTH_MAX)
		return add_folder(p, wish, path, depth);
	if (!named && (!S_ISREG(st.st_mode) || !source_ending(str_from(path)).len))
		return TIES_OK;
	return add_file(p, wish, path, named);
}

static int compare_sets(const void *left, const void *right)
{
	const struct plan_set *a = left, *b = right;
	int order = strcmp(a->dataset, b->dataset);

	if (order)
		return order;
	if (a->version.first != b->version.first)
		return a->version.first < b->version.first ? -1 : 1;
	if (a->format->changes != b->format->changes) /* changes of a day go on from the list of that day */
		return a->format->changes ? 1 : -1;
	return strcmp(a->file[0].path, b->file[0].path);
}

ties_code plan_make(struct plan *plan, const char *const *sources, size_t count, ties_error *err)
{
	struct planner p = {.plan = plan, .err = err};
	ties_code rc = TIES_OK;

	*plan = (struct plan){0};
	for (size_t i = 0; i < count && rc == TIES_OK; i++) {
		struct wish wish;
		rc = parse_wish(&wish, sources[i], err);
		size_t before = plan->sets.len + plan->exports.len;
		if (rc == TIES_OK)
			rc = add_path(&p, &wish, wish.path, true, 0);
		if (rc == TIES_OK && plan->sets.len + plan->exports.len == 0 && before == 0)
			rc = error_set(err, TIES_ERR_NOT_FOUND, "%s: there is no list in this folder", wish.path);
	}
	if (rc == TIES_OK && plan->sets.len)
		qsort(plan->sets.ptr, plan->sets.len, sizeof *plan->sets.ptr, compare_sets);
	if (rc != TIES_OK)
		plan_finish(plan);
	return rc;
}

void plan_finish(struct plan *plan)
{
	for (size_t i = 0; i < plan->sets.len; i++)
		for (size_t j = 0; j < plan->sets.ptr[i].file_count; j++)
			input_close(plan->sets.ptr[i].file[j].standard);
	for (size_t i = 0; i < plan->exports.len; i++)
		input_close(plan->exports.ptr[i].file.standard);
	vec_finish(&plan->exports);
	vec_finish(&plan->sets);
	vec_finish(&plan->left_out);
	vec_finish(&plan->decisions);
	arena_finish(&plan->arena);
}
