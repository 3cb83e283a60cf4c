#!/bin/sh
# Runs before the database and the web service. On the first start it makes the two passwords of the database; each
# service gets a volume with files that only its own user may read. Later starts change nothing.
#   usage: secrets.sh DATABASE_FOLDER DATABASE_UID WEB_FOLDER WEB_UID
set -eu
umask 077
database=$1 database_uid=$2 web=$3 web_uid=$4

put() { # PATH UID, content from standard input; a killed start leaves no half file
    cat >"$1.new"
    sync "$1.new"
    chown "$2" "$1.new"
    mv "$1.new" "$1"
}

password() {
    head -c 32 /dev/urandom | od -An -v -t x1 | tr -d ' \n'
}

for name in superuser factcheck; do
    [ -s "$database/$name" ] || password | put "$database/$name" "$database_uid"
done
[ -s "$web/database-url" ] ||
    printf 'postgres://factcheck:%s@db:5432/factcheck' "$(cat "$database/factcheck")" | put "$web/database-url" "$web_uid"
