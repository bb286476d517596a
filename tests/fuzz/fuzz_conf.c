/*
 * Foreign bytes as a configuration: no crash, and either a configuration or a fault.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "conf/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char path[64];
	struct faults faults;
	struct conf *conf = NULL;
	struct str shown;
	FILE *file;

	snprintf(path, sizeof path, "/dev/shm/fuzz_conf.%ld", (long)getpid());
	file = fopen(path, "w");
	if (!file)
		abort();
	fwrite(bytes, 1, len, file);
	fclose(file);
	faults_init(&faults);
	str_init(&shown, 1 << 20);
	if (conf_load(path, &conf, &faults))
		conf_show(conf, &shown);
	else if (faults.n == 0 || conf)
		abort();
	conf_free(conf);
	str_clear(&shown);
	faults_clear(&faults);
	unlink(path);
	return 0;
}
