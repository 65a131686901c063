#compdef schemagit
# zsh completion for schemagit: eval "$(schemagit completion zsh)" in ~/.zshrc, after compinit
_schemagit() {
    local -a typed found open
    typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
    found=("${(@0)$(command schemagit completion zsh -- "${(@)typed}" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( $#found == 0 )); then
        _files
        return
    fi
    open=("${(@M)found:#*[.:=]}")
    found=("${(@)found:#*[.:=]}")
    (( $#open )) && compadd -S '' -- "${(@)open}"
    (( $#found )) && compadd -- "${(@)found}"
}
if [[ $funcstack[1] == _schemagit ]]; then
    _schemagit "$@"
else
    compdef _schemagit schemagit
fi
