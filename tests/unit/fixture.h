/* A small world in a temporary folder: sources as strings, the database built from them. */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "ties.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char folder[64];
	char db[96];
};

static inline void fixture_write(const struct fixture *f, const char *name, const char *content)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", f->folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(content, 1, strlen(content), file), strlen(content));
	fclose(file);
}

static inline void fixture_open(struct fixture *f)
{
	strcpy(f->folder, "/tmp/ties-test-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->db, sizeof f->db, "%s/world.ties", f->folder);
}

static inline void fixture_close(struct fixture *f)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
	assert_int_equal(system(command), 0);
}

/** Builds from sources that are relative to the folder ("a.csv", "us_ofac_sdn@2020-01-01=v1.csv"). */
static inline ties_code fixture_build(const struct fixture *f, const char *const *names, size_t count,
                                      ties_build_report *report, ties_error *err)
{
	char paths[16][256];
	const char *sources[16];

	assert_true(count <= 16);
	for (size_t i = 0; i < count; i++) {
		const char *equals = strchr(names[i], '=');
		int prefix = equals ? (int)(equals - names[i] + 1) : 0;
		snprintf(paths[i], sizeof paths[i], "%.*s%s/%s", prefix, names[i], f->folder, names[i] + prefix);
		sources[i] = paths[i];
	}
	ties_build_options options = {
	    .size = sizeof options, .output = f->db, .sources = sources, .source_count = count, .now = 1};
	return ties_build(&options, report, err);
}

#define FIXTURE_ACTORS \
	"id,name,schema,country,from,to,description,refs,source,confidence,notes\n" \
	"red-group,Red Group,Organization,ir,,,a group,us_ofac_sdn:36,designations.csv,verified,\n" \
	"jane-roe,Jane Roe,Person,ca,,,,,offices.csv,verified,\n" \
	"iran,Iran,PublicBody,ir,,,state,,actors.csv,recalled,\n"
#define FIXTURE_ALIASES \
	"actor,name,kind,lang,source,confidence,notes\n" \
	"red-group,People's Red Group of Iran,alias,en,reference,verified,\n" \
	"red-group,RGI,acronym,en,reference,verified,\n" \
	"iran,Iranian,adjective,en,language,recalled,\n" \
	"iran,Iranians,inhabitants,en,language,recalled,\n" \
	"iran,Iranian regime,government,en,language,recalled,\n"
#define FIXTURE_DESIGNATIONS \
	"actor,jurisdiction,regime,listed_on,delisted_on,status,instrument,listing_reason,removal_reason,source," \
	"confidence,verified_fields,notes\n" \
	"red-group,CA,Canada Criminal Code listed entity,2005-05-24,2012-12-17,removed,SOR/2005-159,statutory " \
	"finding " \
	"only,none given,gazette,verified,listed_on;delisted_on,\n" \
	"red-group,US,US Foreign Terrorist Organization,1997-10-08,2012-09-28,removed,62 FR 52650,,renounced " \
	"violence,register,recalled,listed_on,\n"
#define FIXTURE_OFFICES \
	"actor,office,jurisdiction,party,from,to,source,confidence,notes\n" \
	"jane-roe,Minister of Foreign Affairs,CA,Conservative,2011-05-18,2015-02-03,gazette,verified,\n"

static inline void fixture_reference(struct fixture *f)
{
	static const char *const names[] = {"actors.csv", "aliases.csv", "designations.csv", "offices.csv"};
	ties_error err;

	fixture_open(f);
	fixture_write(f, "actors.csv", FIXTURE_ACTORS);
	fixture_write(f, "aliases.csv", FIXTURE_ALIASES);
	fixture_write(f, "designations.csv", FIXTURE_DESIGNATIONS);
	fixture_write(f, "offices.csv", FIXTURE_OFFICES);
	ties_code rc = fixture_build(f, names, 4, NULL, &err);
	if (rc != TIES_OK)
		print_error("%s\n", err.message);
	assert_int_equal(rc, TIES_OK);
}

#endif
