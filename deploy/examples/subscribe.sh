#!/bin/sh
# Subscribe to articles with kcat, seeing each revision of an article once.
#
#     sh deploy/examples/subscribe.sh localhost:9092 | jq .title
#
# Prints the articles as JSON lines. An article's ce_id is its id and revision; those that were printed are remembered
# in a file. kcat commits offsets as it goes, so that a crash may skip what it had read and the loop had not written:
# for watching and trying out, not for keeping.
set -eu

broker=${1:?usage: subscribe.sh HOST:PORT [TOPIC] [GROUP] [FILE]}
topic=${2:-news.articles.v1}
group=${3:-my-team}
store=${4:-articles.txt}
touch "$store"

kcat -q -b "$broker" -G "$group" -X auto.offset.reset=earliest -u -f '%h\t%s\n' "$topic" |
  while IFS="$(printf '\t')" read -r headers article; do
    id=$(printf '%s' "$headers" | tr ',' '\n' | sed -n 's/^ce_id=//p')
    if ! grep -qxF "$id" "$store"; then
      printf '%s\n' "$id" >>"$store"
      printf '%s\n' "$article"
    fi
  done
