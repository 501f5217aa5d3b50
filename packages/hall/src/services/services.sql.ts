import type { Statement } from '@yizhan/database';
import type { FormDocument } from '@yizhan/forms';
import type { FolderFile } from './folder-files.ts';
import type { ServiceSettings } from './settings.ts';

export interface ServiceVersionRow {
  readonly service_id: string;
  readonly version: number;
  readonly definition_id: string;
  readonly settings: ServiceSettings;
  readonly form: FormDocument;
  readonly digest: string;
}

/** Which version of each service new applications run. Small: asked with every visit of the hall. */
export const currentVersions = (): Statement => ({
  name: 'hall.current-versions',
  text: `
    select version.service_id, version.version, version.definition_id, version.digest
    from hall.service
    join hall.service_version as version on version.service_id = service.id and version.version = service.version
    order by service.id`,
});

export type CurrentVersionRow = Pick<
  ServiceVersionRow,
  'service_id' | 'version' | 'definition_id' | 'digest'
>;

export const versionsByDefinition = (definitions: readonly string[]): Statement => ({
  name: 'hall.versions-by-definition',
  text: `
    select service_id, version, definition_id, settings, form, digest
    from hall.service_version
    where definition_id = any ($1::uuid[])`,
  values: [definitions],
});

export interface PublishedVersionRow {
  readonly version: number;
  readonly definition_id: string;
  readonly published_at: string;
}

/** All versions of a service, the newest first. */
export const publishedVersions = (service: string): Statement => ({
  text: `
    select version, definition_id, published_at
    from hall.service_version
    where service_id = $1
    order by version desc`,
  values: [service],
});

/** Locks the service's row, or makes it: of two imports at once the second sees the first one's version. */
export const claimService = (id: string, category: string): Statement => ({
  text: `
    insert into hall.service (id, category, version)
    values ($1, $2, 0)
    on conflict (id) do update set category = excluded.category
    returning version`,
  values: [id, category],
});

export const digestOf = (id: string, version: number): Statement => ({
  text: `
    select digest
    from hall.service_version
    where service_id = $1 and version = $2`,
  values: [id, version],
});

export const insertVersion = (row: ServiceVersionRow, publishedAt: string): Statement => ({
  text: `
    with current as (
      update hall.service
      set version = $2
      where id = $1
    )
    insert into hall.service_version (service_id, version, definition_id, settings, form, digest, published_at)
    values ($1, $2, $3, $4, $5, $6, $7)`,
  values: [row.service_id, row.version, row.definition_id, row.settings, row.form, row.digest, publishedAt],
});

/** When each service came, the newest first. */
export const firstPublications = (): Statement => ({
  name: 'hall.first-publications',
  text: `
    select service_id, published_at
    from hall.service_version
    where version = 1
    order by published_at desc, service_id`,
});

export const favouritesOf = (person: string): Statement => ({
  name: 'hall.favourites-of',
  text: `
    select service_id
    from hall.favourite
    where person = $1`,
  values: [person],
});

export const addFavourite = (person: string, service: string): Statement => ({
  text: `
    insert into hall.favourite (person, service_id)
    values ($1, $2)
    on conflict do nothing`,
  values: [person, service],
});

export const removeFavourite = (person: string, service: string): Statement => ({
  text: `
    delete from hall.favourite
    where person = $1 and service_id = $2`,
  values: [person, service],
});

/** The folder of a version; what it no longer holds goes. */
export const keepFiles = (service: string, version: number, files: readonly FolderFile[]): Statement => ({
  text: `
    with gone as (
      delete from hall.service_file
      where service_id = $1 and version = $2 and not path = any ($3::text[])
    )
    insert into hall.service_file (service_id, version, path, content)
    select $1, $2, file.path, file.content
    from unnest($3::text[], $4::bytea[]) as file (path, content)
    on conflict (service_id, version, path) do update set content = excluded.content`,
  values: [service, version, files.map((file) => file.path), files.map((file) => file.content)],
});

/** Of the folder of each service as it was published last; see `digestOfFolder`. */
export const publishedFolders = (): Statement => ({
  text: `
    select encode(sha256(string_agg(
      sha256(convert_to(file.path, 'UTF8')) || sha256(file.content), '' order by file.path collate "C")), 'hex') as digest
    from hall.service
    join hall.service_file as file on file.service_id = service.id and file.version = service.version
    group by service.id`,
});

export const currentFiles = (service: string): Statement => ({
  text: `
    select file.path, file.content
    from hall.service
    join hall.service_file as file on file.service_id = service.id and file.version = service.version
    where service.id = $1
    order by file.path`,
  values: [service],
});
