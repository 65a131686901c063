# bash completion for schemagit: eval "$(schemagit completion bash)" in ~/.bashrc
_schemagit() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(command schemagit completion bash -- "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[.:=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -F _schemagit schemagit
