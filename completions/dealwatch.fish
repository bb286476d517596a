# fish completion for dealwatch(1)

# The names of one kind of section, as the configuration on this command line has them.
function __dealwatch_names
    set -l words (commandline -opc)
    set -l conf
    if set -l i (contains -i -- -c $words)
        set conf -c (string replace -r '^~/' $HOME/ -- $words[(math $i + 1)])
    end
    dealwatch check --show $conf 2>/dev/null | string match -rg '^\['$argv[1]' "(.*)"\]$' | string replace -ra '\\\\(.)' '$1'
end

function __dealwatch_is
    set -l words (commandline -opc)
    test (count $words) -ge 2; and contains -- $words[2] $argv
end

complete -c dealwatch -f
complete -c dealwatch -l help -d 'help'
complete -c dealwatch -l version -d 'version'
complete -c dealwatch -n __fish_use_subcommand -a run -d 'watch, in the foreground'
complete -c dealwatch -n __fish_use_subcommand -a check -d 'say whether the configuration is right'
complete -c dealwatch -n __fish_use_subcommand -a parse -d 'print a feed as JSON Feed'
complete -c dealwatch -n __fish_use_subcommand -a match -d 'print the verdict on each story of feeds'
complete -c dealwatch -n __fish_use_subcommand -a replay -d 'put stories through the whole pipeline'
complete -c dealwatch -n __fish_use_subcommand -a explain -d 'say why a story was flagged or not'
complete -c dealwatch -n __fish_use_subcommand -a deals -d 'the ledger of deals'
complete -c dealwatch -n __fish_use_subcommand -a feeds -d 'health of every feed'
complete -c dealwatch -n __fish_use_subcommand -a outbox -d 'deliveries that wait or failed'
complete -c dealwatch -n __fish_use_subcommand -a silence -d 'no alerts for a deal or a party'
complete -c dealwatch -n __fish_use_subcommand -a status -d 'ask the running daemon how it is'
complete -c dealwatch -n __fish_use_subcommand -a test -d 'send one sample alert'
complete -c dealwatch -n __fish_use_subcommand -a import -d 'OPML to feed sections'
complete -c dealwatch -n __fish_use_subcommand -a export -d 'feeds of the configuration to OPML'
complete -c dealwatch -n '__dealwatch_is run check match replay explain deals feeds outbox silence status test export' -s c -r -F -d 'the configuration file'
complete -c dealwatch -n '__dealwatch_is run' -l once -d 'poll once, deliver, end'
complete -c dealwatch -n '__dealwatch_is check' -l show -d 'print what holds, with origins'
complete -c dealwatch -n '__dealwatch_is parse' -l url -x -d 'base of relative links'
complete -c dealwatch -n '__dealwatch_is parse' -l content-type -x -d 'the HTTP header it came with'
complete -c dealwatch -n '__dealwatch_is replay' -l state -r -F -d 'keep the memory here'
complete -c dealwatch -n '__dealwatch_is replay' -l against -r -F -d 'compare with this configuration'
complete -c dealwatch -n '__dealwatch_is explain' -l item -x -d 'only this story'
complete -c dealwatch -n '__dealwatch_is explain' -l deal -x -d 'why its stories were merged'
complete -c dealwatch -n '__dealwatch_is explain' -l state -r -F -d 'of that state'
complete -c dealwatch -n '__dealwatch_is replay deals feeds outbox status silence' -l json -d 'a line of JSON each'
complete -c dealwatch -n '__dealwatch_is feeds' -l leads -d 'who had deals first'
complete -c dealwatch -n '__dealwatch_is deals' -l csv -d 'as CSV'
complete -c dealwatch -n '__dealwatch_is deals' -l dot -d 'as a graph'
complete -c dealwatch -n '__dealwatch_is deals' -l totals -d 'what each party pays and gets'
complete -c dealwatch -n '__dealwatch_is deals' -l min-amount -x -d 'of so much and more'
complete -c dealwatch -n '__dealwatch_is deals' -l state -r -F -d 'of this state'
complete -c dealwatch -n '__dealwatch_is deals' -l until -x -d 'until this date'
complete -c dealwatch -n '__dealwatch_is deals' -l kind -x -d 'of these kinds'
complete -c dealwatch -n '__dealwatch_is deals' -l status -x -d 'in this status'
complete -c dealwatch -n '__dealwatch_is deals' -l no-context -d 'without those told in passing'
complete -c dealwatch -n '__dealwatch_is deals' -l since -x -d 'from this date on'
complete -c dealwatch -n '__dealwatch_is deals' -l party -x -d 'with this party'
complete -c dealwatch -n '__dealwatch_is outbox' -l retry -x -d 'send again'
complete -c dealwatch -n '__dealwatch_is outbox' -l drop -x -d 'give up'
complete -c dealwatch -n '__dealwatch_is silence' -l until -x -d 'until then'
complete -c dealwatch -n '__dealwatch_is silence' -l comment -x -d 'why'
complete -c dealwatch -n '__dealwatch_is silence' -l remove -x -d 'end one'
complete -c dealwatch -n '__dealwatch_is test outbox' -a '(__dealwatch_names notify)'
complete -c dealwatch -n '__dealwatch_is parse match replay explain import' -F
complete -c dealwatch -n '__dealwatch_is feeds' -a '(__dealwatch_names feed)'
