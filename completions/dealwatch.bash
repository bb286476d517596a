# bash completion for dealwatch(1)

# The names of one kind of section, as the configuration on this command line has them.
_dealwatch_names() {
	local i word conf=()
	for ((i = 1; i < ${#COMP_WORDS[@]} - 1; i++)); do
		[[ ${COMP_WORDS[i]} == -c ]] || continue
		word=${COMP_WORDS[i + 1]//[\\\"\']/}
		conf=(-c "${word/#\~\//$HOME/}")
	done
	dealwatch check --show "${conf[@]}" 2>/dev/null | sed -n "/^\[$1 \"\(.*\)\"\]\$/{s//\1/;s/\\\\\(.\)/\1/g;p;}"
}

# Those of them that begin as the word does. Not by compgen -W, which would run what a name holds.
_dealwatch_complete_names() {
	local name
	while IFS= read -r name; do
		[[ $name == "$2"* ]] && COMPREPLY+=("$name")
	done < <(_dealwatch_names "$1")
}

_dealwatch() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} options
	local commands='run check parse match replay explain deals feeds outbox silence status test import export'
	COMPREPLY=()
	if ((COMP_CWORD == 1)); then
		mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$cur")
		return
	fi
	case $prev in
	-c | --against | --state)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return
		;;
	--url | --content-type | --item | --deal | --since | --party | --kind | --status | --min-amount | --retry | --drop | --until | --comment | --remove)
		return
		;;
	esac
	case $command in
	run) options='-c --once' ;;
	check) options='-c --show' ;;
	parse) options='--url --content-type' ;;
	replay) options='-c --state --against --json' ;;
	explain) options='-c --item --deal --state' ;;
	deals) options='-c --state --json --csv --dot --totals --since --until --party --kind --status --min-amount --no-context' ;;
	feeds) options='-c --leads --json' ;;
	status) options='-c --json' ;;
	outbox) options='-c --json --retry --drop' ;;
	silence) options='-c --json --until --comment --remove' ;;
	import) options='' ;;
	*) options='-c' ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$options --help --version" -- "$cur")
	elif [[ $command =~ ^(test|outbox)$ ]]; then
		_dealwatch_complete_names notify "$cur"
	elif [[ $command == feeds ]]; then
		_dealwatch_complete_names feed "$cur"
	elif [[ $command =~ ^(parse|match|replay|explain|import)$ ]]; then
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}

complete -o filenames -F _dealwatch dealwatch
