#include "compile/join.h"

#include <stdlib.h>

/** The curated dataset: its records name entities, and no two of them are one. */
#define CURATED "ties_reference"

bool joins_init(struct joins *j, struct fold *f)
{
	size_t n = f->records.len;

	*j = (struct joins){.f = f,
	                    .curated = fold_find_dataset(f, STR(CURATED)),
	                    .parent = malloc((n + 1) * sizeof(uint32_t)),
	                    .next = malloc((n + 1) * sizeof(uint32_t)),
	                    .size = malloc((n + 1) * sizeof(uint32_t))};
	if (!j->parent || !j->next || !j->size)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		j->parent[i] = j->next[i] = i;
		j->size[i] = 1;
	}
	return true;
}

void joins_finish(struct joins *j)
{
	free(j->parent);
	free(j->next);
	free(j->size);
	vec_finish(&j->apart);
	vec_finish(&j->edges);
	*j = (struct joins){0};
}

uint32_t joins_root(struct joins *j, uint32_t i)
{
	while (j->parent[i] != i) {
		j->parent[i] = j->parent[j->parent[i]];
		i = j->parent[i];
	}
	return i;
}

/* ---- which record names the entity ------------------------------------------------------------------------ */

static bool is_digit(str s, size_t i)
{
	return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

/* Length of the run of digits at `*at`, which goes past zeros in front. */
static size_t digits_at(str s, size_t *at)
{
	size_t n = 0;

	while (is_digit(s, *at) && s.ptr[*at] == '0' && is_digit(s, *at + 1))
		(*at)++;
	while (is_digit(s, *at + n))
		n++;
	return n;
}

/* Numbers in ids count as numbers: publishers count upwards, so the older record comes first. */
static int compare_ids(str a, str b)
{
	for (size_t i = 0, k = 0; i < a.len && k < b.len;) {
		size_t n = digits_at(a, &i), m = digits_at(b, &k);
		if (n != m && n && m)
			return n < m ? -1 : 1;
		n = n && m ? n : 1;
		int order = str_compare(str_slice(a, i, i + n), str_slice(b, k, k + n));
		if (order)
			return order;
		i += n;
		k += n;
	}
	return str_compare(a, b);
}

static int compare_datasets(const struct fold *f, uint32_t a, uint32_t b)
{
	const struct fold_dataset *x = &f->datasets.ptr[a], *y = &f->datasets.ptr[b];
	size_t rx = source_dataset_rank(x->known), ry = source_dataset_rank(y->known);

	if (rx != ry)
		return rx < ry ? -1 : 1;
	return str_compare(fold_text(f, x->name), fold_text(f, y->name));
}

int joins_compare_lead(const struct joins *j, uint32_t a, uint32_t b)
{
	const struct fold_record *x = &j->f->records.ptr[a], *y = &j->f->records.ptr[b];
	bool cx = x->dataset == j->curated, cy = y->dataset == j->curated;

	if (cx != cy)
		return cx ? -1 : 1;
	int order = compare_datasets(j->f, x->dataset, y->dataset);
	return order ? order : compare_ids(fold_text(j->f, x->id), fold_text(j->f, y->id));
}

/* ---- what keeps records apart ------------------------------------------------------------------------------ */

static uint64_t pair_of(uint32_t a, uint32_t b)
{
	return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static bool are_apart(const struct joins *j, uint32_t a, uint32_t b)
{
	uint64_t pair = pair_of(a, b);
	size_t low = 0, high = j->apart.len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (j->apart.ptr[mid] < pair)
			low = mid + 1;
		else
			high = mid;
	}
	return low < j->apart.len && j->apart.ptr[low] == pair;
}

/* Bodies are bodies whatever kind a list takes them for; else one kind must be the other or above it. */
static bool kinds_agree(uint16_t a, uint16_t b)
{
	return model_schema_matches(a, b) ||
	       (model_schema_is_a(a, SCHEMA_ORGANIZATION) && model_schema_is_a(b, SCHEMA_ORGANIZATION));
}

static enum join_result may_join(const struct joins *j, uint32_t a, uint32_t b, uint16_t kind)
{
	const struct fold_record *x = &j->f->records.ptr[a], *y = &j->f->records.ptr[b];

	if (are_apart(j, a, b))
		return JOIN_NOT_DECIDED;
	if (x->dataset == y->dataset && x->dataset == j->curated)
		return JOIN_NOT_CURATED;
	if (kind != TIES_JOINED_CURATED && !kinds_agree(x->schema, y->schema))
		return JOIN_NOT_ONE_KIND;
	if (kind > TIES_JOINED_DECIDED && x->dataset == y->dataset)
		return JOIN_NOT_ONE_LIST;
	return JOIN_DONE;
}

/* Every member of one set with every member of the other. */
static enum join_result may_join_sets(const struct joins *j, uint32_t a, uint32_t b, uint16_t kind)
{
	enum join_result result = JOIN_DONE;

	if (j->size[a] + j->size[b] > JOIN_RECORDS_MAX)
		return JOIN_NOT_SO_MANY;
	uint32_t i = a;
	do {
		uint32_t k = b;
		do {
			result = may_join(j, i, k, kind);
			k = j->next[k];
		} while (result == JOIN_DONE && k != b);
		i = j->next[i];
	} while (result == JOIN_DONE && i != a);
	return result;
}

static void unite(struct joins *j, uint32_t a, uint32_t b)
{
	bool a_leads = joins_compare_lead(j, a, b) <= 0;
	uint32_t lead = a_leads ? a : b, other = a_leads ? b : a, after = j->next[a];

	j->next[a] = j->next[b];
	j->next[b] = after;
	j->parent[other] = lead;
	j->size[lead] += j->size[other];
}

enum join_result joins_add(struct joins *j, const struct join_edge *edge)
{
	uint32_t a = joins_root(j, edge->left), b = joins_root(j, edge->right);

	if (a == b)
		return JOIN_ALREADY;
	enum join_result result = may_join_sets(j, a, b, edge->kind);
	if (result != JOIN_DONE)
		return result;
	unite(j, a, b);
	j->f->failed |= !vec_push(&j->edges, *edge);
	j->report.joined[edge->kind]++;
	return JOIN_DONE;
}

/* ---- what the book says of it ------------------------------------------------------------------------------ */

static int compare_edges(const void *left, const void *right)
{
	const struct join_edge *a = left, *b = right;
	const uint32_t pairs[][2] = {{a->left, b->left}, {a->right, b->right}, {a->kind, b->kind}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] != pairs[i][1])
			return pairs[i][0] < pairs[i][1] ? -1 : 1;
	return 0;
}

void joins_name(struct joins *j)
{
	if (j->edges.len)
		qsort(j->edges.ptr, j->edges.len, sizeof *j->edges.ptr, compare_edges);
	for (size_t i = 0; i < j->edges.len; i++) {
		struct join_edge *e = &j->edges.ptr[i];
		if (!e->decision)
			continue;
		e->value = fold_string(j->f, e->decision->reason);
		e->who = fold_string(j->f, e->decision->who);
		e->when = fold_string(j->f, e->decision->when);
	}
}

/* ---- curated identity --------------------------------------------------------------------------------------- */

uint32_t joins_find_ref(const struct joins *j, str ref)
{
	size_t colon = str_find_char(ref, ':', 0);

	if (colon == SIZE_MAX)
		return FOLD_NONE;
	uint32_t dataset = fold_find_dataset(j->f, str_slice(ref, 0, colon));
	uint32_t id = intern_find(&j->f->strings, str_slice(ref, colon + 1, ref.len));
	if (dataset == FOLD_NONE || id == INTERN_NONE)
		return FOLD_NONE;
	return fold_find(j->f, dataset, id);
}

void join_curated(struct joins *j)
{
	for (size_t i = 0; i < j->f->statements.len; i++) {
		const struct fold_statement *s = &j->f->statements.ptr[i];
		if (s->property != PROP_SAME_AS)
			continue;
		struct join_edge edge = {.left = s->record,
		                         .right = joins_find_ref(j, fold_text(j->f, s->value)),
		                         .value = fold_manner(j->f, s)->source,
		                         .kind = TIES_JOINED_CURATED};
		if (edge.right != FOLD_NONE && joins_add(j, &edge) > JOIN_ALREADY)
			j->report.refused++;
	}
}

void join_settled(struct joins *j)
{
	for (size_t i = 0; i < j->f->joins.len; i++) {
		const struct fold_join *join = &j->f->joins.ptr[i];
		const struct join_edge edge = {.left = joins_find_ref(j, join->left),
		                               .right = joins_find_ref(j, join->right),
		                               .value = join->value,
		                               .kind = join->kind};
		if (edge.left != FOLD_NONE && edge.right != FOLD_NONE)
			joins_add(j, &edge);
	}
}
