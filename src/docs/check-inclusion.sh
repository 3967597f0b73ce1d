#!/usr/bin/env bash
# Checks without any program of ours that a diploma stands in the log: bash, coreutils and openssl, nothing else.
#
#   check-inclusion.sh PROOF POLICY [QR-TEXT]
#
# PROOF is what /api/v1/proofs/<credential> answers, POLICY the keys you trust (never taken from the same place as the
# proof), QR-TEXT what the diploma's QR code says. The numbers are the steps of RFC 9162 section 2.1.3.2.
set -euo pipefail
proof=$1 policy=$2 qr=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "NOT PROVED: $*"; exit 1; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
unhex() { local s; s=$(cat); printf '%b' "$(sed 's/../\\x&/g' <<<"$s")"; }
sha() { unhex | sha256sum | cut -c1-64; }

[ "$(sed -n 1p "$proof")" = "c2sp.org/tlog-proof@v1" ] || fail "not a proof in the form of C2SP tlog-proof"
sed -n 's/^extra //p' "$proof" | head -n 1 | base64 -d >"$work/entry" 2>/dev/null || fail "the line extra is not base64"
index=$(sed -n 's/^index //p' "$proof" | head -n 1)
[[ $index =~ ^(0|[1-9][0-9]{0,17})$ ]] || fail "no index"
# The hashes are the lines between the index and the first empty line, the signed head is what follows that.
mapfile -t path < <(sed -n '/^index /,/^$/p' "$proof" | sed '1d;$d')
sed '1,/^$/d' "$proof" >"$work/note"
sed '/^$/,$d' "$work/note" >"$work/body"
size=$(sed -n 2p "$work/body")
root=$(sed -n 3p "$work/body" | base64 -d | hex)
[ "$(wc -l <"$work/body")" = 3 ] && [[ $size =~ ^(0|[1-9][0-9]{0,17})$ ]] || fail "the head is not three lines"

echo "The entry:"
sed 's/^/    /' "$work/entry"
if [ -n "$qr" ]; then
  # The record is the part of the code after A, in base32 without padding.
  text=${qr##*#}; text=${text#A}
  while [ $((${#text} % 8)) != 0 ]; do text+="="; done
  said=$(base32 -d <<<"$text" | sha256sum | cut -c1-64 | unhex | base64 | tr '+/' '-_' | tr -d '=')
  grep -qx "digest $said" "$work/entry" || fail "the entry is about another record than the QR code"
  grep -q '^sogoc/v1 issued$' "$work/entry" || fail "the entry is not that of an issue" # a register-copy is no diploma
  echo "The entry is about the record in this QR code."
fi

r=$({ printf 00; hex <"$work/entry"; } | sha)                                  # the leaf
[ "$index" -lt "$size" ] || fail "the index is outside of the log"             # 1
fn=$index sn=$((size - 1))                                                     # 2, 3
for line in "${path[@]}"; do                                                   # 4
  p=$(base64 -d <<<"$line" | hex)
  [ ${#p} = 64 ] || fail "a hash has not 32 bytes"
  [ $sn -ne 0 ] || fail "the path is too long"                                 # 4.a
  if [ $((fn & 1)) = 1 ] || [ $fn = $sn ]; then                                # 4.b
    r=$(printf %s "01$p$r" | sha)
    while [ $((fn & 1)) = 0 ] && [ $fn -ne 0 ]; do fn=$((fn >> 1)) sn=$((sn >> 1)); done
  else
    r=$(printf %s "01$r$p" | sha)
  fi
  fn=$((fn >> 1)) sn=$((sn >> 1))                                              # 4.c
done
[ $sn -eq 0 ] && [ "$r" = "$root" ] || fail "the hashes do not lead to the head's root"   # 5
echo "It is entry $index of $size: the hashes lead to the root in the head."

# One line of the note for each key of the policy. Ed25519 by openssl; a key of the type ML-DSA-44 is only told.
dash=$'\xe2\x80\x94'
verify() { # vkey
  local name id type key line at
  name=${1%%+*}
  key=${1#*+} key=${key#*+} # the key may hold a plus of its own
  id=$(cut -d+ -f2 <<<"$1")
  type=$(base64 -d <<<"$key" | head -c 1 | hex)
  while read -r line; do
    base64 -d <<<"${line##* }" >"$work/sig" 2>/dev/null || continue
    [ "$(head -c 4 "$work/sig" | hex)" = "$id" ] || continue
    { printf 302a300506032b6570032100 | unhex; base64 -d <<<"$key" | tail -c +2; } >"$work/key.der"
    case $type in
      01) tail -c +5 "$work/sig" >"$work/sig64"; cp "$work/body" "$work/message" ;;
      04) at=$((16#$(tail -c +5 "$work/sig" | head -c 8 | hex)))
        tail -c +13 "$work/sig" >"$work/sig64"
        { printf 'cosignature/v1\ntime %d\n' "$at"; cat "$work/body"; } >"$work/message" ;;
      *) echo "$name: a signature of another type (ML-DSA-44); openssl before 3.5 cannot check it: NOT CHECKED"; return 2 ;;
    esac
    if openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in "$work/message" \
      -sigfile "$work/sig64" >/dev/null 2>&1; then
      echo "$name: signature good${at:+, cosigned $(date -u -d "@$at" +%FT%TZ)}"
      return 0
    fi
  done < <(grep "^$dash $name " "$work/note")
  return 1
}
# Which names of the policy are met: a witness by its cosignature, a group by enough of its members (C2SP tlog-policy).
declare -A met=([none]=1)
logs=0 quorum=''
while read -r word first second rest; do
  case $word in
    log) code=0; verify "$first" || code=$?
      case $code in 0) logs=$((logs + 1)) ;; 1) fail "no good signature of the log $first" ;; esac ;;
    witness) if verify "$second"; then met[$first]=1; else echo "$first: no cosignature on this head that could be checked"; fi ;;
    group) count=0 members=($rest)
      for member in "${members[@]}"; do [ -z "${met[$member]:-}" ] || count=$((count + 1)); done
      case $second in all) least=${#members[@]} ;; any) least=1 ;; *) least=$second ;; esac
      [[ $least =~ ^[1-9][0-9]{0,4}$ ]] || fail "the policy's group $first has no number"
      [ "$count" -lt "$least" ] || met[$first]=1 ;;
    quorum) quorum=$first ;;
  esac
done <"$policy"
[ "$logs" -gt 0 ] || fail "no signature of the log could be checked"
[ -n "$quorum" ] && [ -n "${met[$quorum]:-}" ] || fail "the quorum $quorum of the policy is not met: too few witnesses cosigned this head"
echo "PROVED: the log and the policy's quorum of witnesses signed this head."
