# fish completion for schemagit: schemagit completion fish | source, in ~/.config/fish/config.fish
function __schemagit_complete
    set -l typed (commandline -opc)
    set -l word (string unescape -- (commandline -ct))
    or set word (commandline -ct)
    command schemagit completion fish -- $typed[2..-1] "$word" 2>/dev/null | string split0
end
complete -c schemagit -f -a '(__schemagit_complete)'
