import type { Switches } from './fake-registry/switches.ts';

/** A real program of the interop suite. */
export type RealPeer = 'olareg 0.2.2' | 'distribution 3.1.1' | 'docker-registry 2.8.2';

/** How a fact is known: from a real program (in a test, or tried by hand), from a switch of the fake registry that a test names, or from reports alone. */
export type Evidence =
  | { readonly real: readonly RealPeer[] }
  | { readonly tried: readonly RealPeer[] }
  | { readonly switches: readonly (keyof Switches)[] }
  | 'reported';

export interface Fact {
  readonly text: string;
  readonly evidence: Evidence;
}

export interface Registry {
  readonly name: string;
  readonly hosts: string;
  /** Where signatures are listed, in a word or two for the overview. */
  readonly listed: string;
  readonly listing: readonly Fact[];
  readonly login: readonly Fact[];
  /** Settings and rights. */
  readonly needs: readonly Fact[];
  readonly limits: readonly Fact[];
  /**
   * What the fake registry is like when it plays this one. Where documentation and experience differ, or versions do, one
   * entry each: signing, promoting, verifying and repeating are tested on all of them.
   */
  readonly plays: readonly Partial<Switches>[];
}

const reported = (text: string): Fact => ({ text, evidence: 'reported' });
const real = (text: string, ...peers: readonly RealPeer[]): Fact => ({ text, evidence: { real: peers } });
const tried = (text: string, ...peers: readonly RealPeer[]): Fact => ({ text, evidence: { tried: peers } });
const rebuilt = (text: string, ...switches: readonly (keyof Switches)[]): Fact => ({
  text,
  evidence: { switches },
});

const NO_API = 'No Referrers API: signatures are listed under the tag `sha256-<digest>`.';
const IN_BOTH =
  'Where the API is absent, or answers in one of these ways, the tag `sha256-<digest>` is used by itself.';

/** The one table that docs/registries.md is written from, and that the tests play through. */
export const REGISTRIES: readonly Registry[] = [
  {
    name: 'GitHub Container Registry',
    hosts: '`ghcr.io`',
    listed: 'tag',
    listing: [
      rebuilt(NO_API, 'referrers', 'subjectHeader'),
      rebuilt(
        'The question for the API is answered with 404, or with a redirect to github.com, which then says 429. Sealift does not follow it.',
        'referrers',
      ),
      rebuilt(
        'A tag may show its old state for a moment after a push; Sealift reads it again, for three seconds.',
        'lateTags',
      ),
    ],
    login: [
      reported(
        'In a workflow: `docker/login-action` with `registry: ghcr.io`, the expression `github.actor` as user and `secrets.GITHUB_TOKEN` as password (README). Elsewhere: a personal access token (classic) with `write:packages`.',
      ),
    ],
    needs: [
      reported(
        '`permissions: packages: write` in the job that signs or promotes to it; `packages: read` where it is only read.',
      ),
      reported(
        'The package has to give the repository access (package settings, *Manage Actions access*, role Write); a package that somebody pushed by hand does not.',
      ),
      reported(
        'Clean-up jobs must spare untagged versions that have a `subject`, and the tags `sha256-*`: a job that deletes all untagged versions deletes every signature.',
      ),
    ],
    limits: [
      reported(
        'The tags `sha256-*` show on the package page; they are the lists of signatures, leave them there.',
      ),
      rebuilt('429 comes with seconds to wait, and Sealift waits them, up to five minutes.', 'throttles'),
    ],
    plays: [
      { referrers: '404', subjectHeader: false, lateTags: 1 },
      { referrers: '303-elsewhere', subjectHeader: false, throttles: 'seconds' },
    ],
  },
  {
    name: 'Docker Hub',
    hosts: '`docker.io` (written out: `docker.io/library/alpine`)',
    listed: 'tag',
    listing: [rebuilt(NO_API, 'referrers', 'subjectHeader')],
    login: [reported('`docker login` with an access token of the right Read & Write.')],
    needs: [
      rebuilt(
        'Immutable tags, if they are on: make the rule spare `sha256-*`. The first signature goes in, the second one would be refused.',
        'immutableTags',
        'immutableAnswer',
        'movableTags',
      ),
    ],
    limits: [
      reported(
        'Reading manifests is limited by account and address; HEAD is not counted, and Sealift asks by HEAD first. Log in also to read.',
      ),
      rebuilt(
        '429 often comes without a time to wait; Sealift then waits longer each time, five tries in all.',
        'throttles',
      ),
    ],
    plays: [{ referrers: '404', subjectHeader: false, throttles: 'bare' }],
  },
  {
    name: 'Amazon ECR',
    hosts: '`ACCOUNT.dkr.ecr.REGION.amazonaws.com`',
    listed: 'API',
    listing: [
      rebuilt(
        'Referrers API since 2024. Before that it sent the header `OCI-Subject` without an API behind it; Sealift believes a list, not the header.',
        'referrers',
        'subjectHeader',
      ),
      rebuilt(
        'What was archived is not listed by the API. Promoting it again ends with `signature_lost`: other programs ask the API and look nowhere else, so the tag would be no remedy. Restore it in the registry.',
        'archived',
      ),
    ],
    login: [
      reported(
        '`aws ecr get-login-password | docker login --username AWS --password-stdin ACCOUNT.dkr.ecr.REGION.amazonaws.com`, or `aws-actions/amazon-ecr-login`. The password lasts 12 hours.',
      ),
    ],
    needs: [
      reported(
        'To read: `ecr:BatchGetImage`, `ecr:GetDownloadUrlForLayer`, `ecr:BatchCheckLayerAvailability`; the list of signatures needs `ecr:BatchGetImage` too. To sign or promote to it, also `ecr:InitiateLayerUpload`, `ecr:UploadLayerPart`, `ecr:CompleteLayerUpload`, `ecr:PutImage`. `ecr:GetAuthorizationToken` on `*`.',
      ),
      rebuilt(
        'The repository has to be there before the first push, else `repository_missing` with the command: `aws ecr create-repository --registry-id ACCOUNT --region REGION --repository-name NAME`.',
        'demandsRepository',
      ),
      rebuilt(
        'Immutable tags: exclude `sha256-*` (*immutability exclusion filter*). With the API they are hardly used; without, the second signature is refused.',
        'immutableTags',
        'immutableAnswer',
        'movableTags',
      ),
      reported(
        'Lifecycle rules for untagged images: look at the preview first. Signatures have no tag of their own.',
      ),
    ],
    limits: [
      rebuilt(
        '405 `Invalid JSON syntax` for a manifest without a `mediaType` of its own, and for some with `artifactType` or `subject`. Sealift writes signatures in the form with the least of these (config media type, no `artifactType`). An SBOM that is refused: promote with `--include signatures`.',
        'refusesManifests',
        'demandsMediaType',
      ),
      rebuilt('100 referrers on one image; then a quota is reported.', 'referrersCap'),
      rebuilt('A page of tags has at most 1000; Sealift asks for one.', 'largestPage'),
    ],
    plays: [
      {
        demandsRepository: true,
        demandsMediaType: true,
        refusesManifests: 'artifactType',
        immutableTags: true,
        immutableAnswer: 400,
        movableTags: /^sha256-/,
        referrersCap: 100,
        largestPage: 1000,
        storageRefusesLogins: true,
        lateContent: 1,
      },
      { referrers: '404', subjectHeader: true, demandsMediaType: true, demandsRepository: true },
      { referrers: '405', subjectHeader: true, refusesManifests: 'artifactType' },
    ],
  },
  {
    name: 'Amazon ECR Public',
    hosts: '`public.ecr.aws`',
    listed: 'API',
    listing: [rebuilt('Referrers API (checked by others in 2026).', 'referrers')],
    login: [
      reported(
        '`aws ecr-public get-login-password --region us-east-1 | docker login --username AWS --password-stdin public.ecr.aws`. Always us-east-1. Reading needs no login.',
      ),
    ],
    needs: [
      reported(
        '`ecr-public:GetAuthorizationToken` and `sts:GetServiceBearerToken`, and to write `ecr-public:BatchCheckLayerAvailability`, `ecr-public:InitiateLayerUpload`, `ecr-public:UploadLayerPart`, `ecr-public:CompleteLayerUpload`, `ecr-public:PutImage`.',
      ),
      rebuilt(
        'The repository has to be there before the first push, else `repository_missing` with the command: `aws ecr-public create-repository --region us-east-1 --repository-name NAME`, without the alias of the registry.',
        'demandsRepository',
      ),
    ],
    limits: [reported('Tags `sha256-*`, if other tools write them, show in the public gallery.')],
    plays: [{ demandsRepository: true, demandsMediaType: true, refusesManifests: 'artifactType' }],
  },
  {
    name: 'Azure Container Registry',
    hosts: '`NAME.azurecr.io`',
    listed: 'API',
    listing: [
      rebuilt(
        'Referrers API. A page of it may be filtered by the registry; Sealift filters again.',
        'referrers',
        'filtersReferrers',
      ),
      rebuilt(
        'A manifest of a type that was not asked for is answered as unknown; Sealift asks for every type that it reads.',
        'demandsAccept',
      ),
    ],
    login: [
      reported(
        '`az acr login --name NAME`, or `docker login NAME.azurecr.io` with a service principal. The identity token of `az` lasts about three hours.',
      ),
    ],
    needs: [
      reported(
        'Role `AcrPull` to read, `AcrPush` to sign and promote (with repository permissions: Container Registry Repository Reader, Writer).',
      ),
      reported(
        '`acr purge --untagged` and retention of untagged manifests: make sure that they spare manifests with a `subject`.',
      ),
    ],
    limits: [
      reported(
        'A registry encrypted with a customer-managed key got the API later than others; the tag is used there.',
      ),
      rebuilt(
        'Blobs come from Azure Storage, which refuses a request that brings the login of the registry; Sealift leaves it behind.',
        'storageRefusesLogins',
        'blobRedirect',
      ),
    ],
    plays: [{ demandsAccept: true }, { referrers: '404', demandsAccept: true }],
  },
  {
    name: 'Google Artifact Registry',
    hosts: '`LOCATION-docker.pkg.dev`',
    listed: 'API',
    listing: [
      rebuilt(
        'Referrers API in 2026; in 2025 a signature was not found again by others. Both are handled.',
        'referrers',
        'subjectHeader',
      ),
      rebuilt(
        'Replicas may be late with what was just pushed; Sealift tries for three seconds.',
        'lateContent',
      ),
    ],
    login: [
      reported(
        '`gcloud auth print-access-token | docker login -u oauth2accesstoken --password-stdin https://LOCATION-docker.pkg.dev` (one hour), or a key file with the user `_json_key`.',
      ),
      rebuilt('Old gcr.io hosts challenge on `/v2/` alone; Sealift asks there.', 'challengesOnPingOnly'),
    ],
    needs: [
      reported(
        'Role `roles/artifactregistry.reader` to read, `roles/artifactregistry.writer` to sign and promote.',
      ),
      rebuilt(
        'The repository (`LOCATION-docker.pkg.dev/PROJECT/REPOSITORY`) has to be there.',
        'demandsRepository',
      ),
      rebuilt(
        'Immutable tags cannot be limited to some tags: where the API does not answer, the second signature of an image is refused.',
        'immutableTags',
        'immutableAnswer',
      ),
      reported('Clean-up policies: do not delete `untagged` without a keep policy for signatures.'),
    ],
    limits: [
      rebuilt('Blobs are redirected to a path of the same host; the login goes along.', 'blobRedirect'),
    ],
    plays: [
      { demandsRepository: true, blobRedirect: 'relative', lateContent: 1, lateReads: 1 },
      { referrers: '404', subjectHeader: false, challengesOnPingOnly: true, blobRedirect: 'relative' },
    ],
  },
  {
    name: 'registry.k8s.io',
    hosts: '`registry.k8s.io` (read only)',
    listed: 'tag',
    listing: [
      rebuilt(
        'The question for the API is answered with a page of HTML, with a redirect to another host, or with 404; the tag counts.',
        'referrers',
        'htmlManifests',
      ),
    ],
    login: [reported('None.')],
    needs: [],
    limits: [],
    plays: [{ referrers: '200-html' }, { referrers: '303-elsewhere' }, { referrers: '404-text' }],
  },
  {
    name: 'Harbor',
    hosts: 'your own',
    listed: 'API from 2.9',
    listing: [
      rebuilt(
        'Referrers API since 2.8, with its header since 2.9; before that the tag.',
        'referrers',
        'subjectHeader',
      ),
      rebuilt(
        'An attached index (not a signature) is not listed by the API; a promotion that carries one ends with `signature_lost`. Leave it behind with `--include signatures`.',
        'listsIndexes',
      ),
      rebuilt(
        'What is not there is said in words (`UNKNOWN`, "not found") by some versions.',
        'notFoundInWords',
      ),
    ],
    login: [
      reported(
        "A robot account of the project. Its name holds a `$`: quote it in a shell (`'robot$team+ci'`), and write `$$` in compose files.",
      ),
    ],
    needs: [
      reported(
        'Robot: Pull and Push Repository to sign and promote, Pull to read; List Tag and List Artifact do no harm.',
      ),
      rebuilt(
        'The project has to be there, else everything is 401, `project … not found` (`repository_missing`); repositories are made on the first push.',
        'demandsProject',
      ),
      rebuilt(
        'Tag immutability answers 412. Exclude `sha256-*` from the rule, unless the API is there.',
        'immutableTags',
        'immutableAnswer',
        'movableTags',
      ),
      reported(
        'Tag retention keeps signatures together with their image (they are accessories of it). Replication to another Harbor needs a version that knows them on both sides; promote instead.',
      ),
    ],
    limits: [
      rebuilt('Manifests up to 4 MiB, then 413.', 'manifestLimit', 'tooLarge'),
      rebuilt(
        'Its cache may show the old state of a tag for a moment; Sealift reads it again, for three seconds.',
        'lateTags',
      ),
      reported('A mirror of some platforms (`promote --platform`) is refused (2.x).'),
      rebuilt('A full project (quota) is reported as such, not as a missing right.', 'referrersCap'),
    ],
    plays: [
      {
        listsIndexes: false,
        immutableTags: true,
        immutableAnswer: 412,
        lateReads: 1,
        lateTags: 1,
        absoluteLinks: true,
      },
      { referrers: '404', notFoundInWords: true, subjectHeader: false },
    ],
  },
  {
    name: 'Quay',
    hosts: '`quay.io` and your own',
    listed: 'API',
    listing: [
      rebuilt(
        'Referrers API, never announced by a header (`OCI-Subject`) in the Python version. Clients that need the header write a needless tag; Sealift does not.',
        'referrers',
        'subjectHeader',
      ),
      rebuilt(
        'An image that is not there yet is answered with 400 `MANIFEST_INVALID` or `NAME_UNKNOWN`; Sealift asks again when it is.',
        'referrers',
      ),
      rebuilt('With `FEATURE_REFERRERS_API: false` the tag is used.', 'referrers'),
    ],
    login: [reported('A robot account (`NAMESPACE+NAME`) with the role Write on the repository.')],
    needs: [
      rebuilt(
        'Your own Quay: signatures need `FEATURE_GENERAL_OCI_SUPPORT`, and their type on the list (`ALLOWED_OCI_ARTIFACT_TYPES`, or `IGNORE_UNKNOWN_MEDIATYPES: true`). `application/vnd.cncf.notary.signature` with layers `application/jose+json` and `application/cose`.',
        'refusesManifests',
      ),
      reported(
        'Automatic pruning by tag does not see signatures; garbage collection removes them with their image.',
      ),
    ],
    limits: [
      reported('The front end limits requests a namespace and answers 429 or 503.'),
      reported(
        'Your own Quay, 3.17 and later: a mirror of some platforms (`promote --platform`) needs `FEATURE_SPARSE_INDEX: true`; the architectures of `SPARSE_INDEX_REQUIRED_ARCHS` still have to be there.',
      ),
      rebuilt(
        'The next page is named with its whole URL; it has to be on the same host.',
        'absoluteLinks',
        'nextPage',
      ),
    ],
    plays: [
      { referrers: '400-manifest-invalid', subjectHeader: false, absoluteLinks: true },
      { referrers: '404-name-unknown', subjectHeader: false },
      { referrers: '404', subjectHeader: false, throttles: 'bare' },
    ],
  },
  {
    name: 'GitLab Container Registry',
    hosts: '`registry.gitlab.com` and your own',
    listed: 'tag, with a trap',
    listing: [
      rebuilt(NO_API, 'referrers'),
      rebuilt(
        'registry.gitlab.com answers `sha256-<digest>` with the image itself. Sealift never takes that for a list, and tells it from a tag that somebody set by the list of tags. If it stays so after the tag was written, signing ends with `signature_lost`: no list can be kept there.',
        'referrersTagIsSubject',
      ),
    ],
    login: [
      reported(
        'In CI: user `gitlab-ci-token`, password `$CI_JOB_TOKEN`. Elsewhere a deploy token with `read_registry` and `write_registry`. The token service is another host (gitlab.com), which is allowed.',
      ),
    ],
    needs: [
      reported('Cleanup policy: keep tags that match `sha256-.*`.'),
      reported('Protected container tags: no rule may cover `sha256-*` for the job that signs.'),
    ],
    limits: [
      reported(
        'Login tokens last about five minutes; Sealift gets a new one when one ends during an upload.',
      ),
    ],
    plays: [
      { referrers: '404', subjectHeader: false },
      { referrers: '404', subjectHeader: false, referrersTagIsSubject: 'until-set' },
    ],
  },
  {
    name: 'JFrog Artifactory',
    hosts: '`NAME.jfrog.io` and your own',
    listed: 'API from 7.90.1',
    listing: [
      rebuilt(
        'Referrers API from 7.90.1; older versions answer 406, and the tag is used.',
        'referrers',
        'subjectHeader',
      ),
      rebuilt('Its list of tags may hold digests.', 'tagList'),
    ],
    login: [reported('User with an identity token or API key; Basic or Bearer, on the same host.')],
    needs: [
      reported(
        'Deploy/Cache to write; Delete/Overwrite as well where a tag is set again (the tag `sha256-*` of older versions is).',
      ),
      reported(
        'Artifactory’s own promotion between repositories may leave signatures behind; promote with Sealift.',
      ),
    ],
    limits: [
      rebuilt(
        '6.x refuses artifacts that are no images (`MANIFEST_INVALID`): it cannot hold signatures.',
        'refusesManifests',
      ),
    ],
    plays: [
      { tagList: 'with-digests' },
      { referrers: '406', subjectHeader: false, tagList: 'with-digests', oauth: false },
    ],
  },
  {
    name: 'Sonatype Nexus Repository',
    hosts: 'your own',
    listed: 'tag',
    listing: [
      rebuilt(`${NO_API} (404 or 400)`, 'referrers', 'subjectHeader'),
      rebuilt('Its list of tags may hold `null`.', 'tagList'),
    ],
    login: [reported('User and password; the challenge is `BASIC` in capitals, which is understood.')],
    needs: [
      reported(
        'Privileges add, edit, read and browse on the repository (`nx-repository-view-docker-NAME-*`).',
      ),
      reported(
        'Deployment policy *Allow redeploy*: otherwise the tag `sha256-*` cannot get its second entry.',
      ),
    ],
    limits: [
      reported('A mirror of some platforms (`promote --platform`) is refused.'),
      rebuilt(
        'Format docker looks into blobs and refuses what it does not know (`Invalid docker content`): use format oci (3.94 and later) for anything but images.',
        'sniffsBlobs',
      ),
    ],
    plays: [
      { referrers: '404', subjectHeader: false, tagList: 'with-null' },
      { referrers: '400', subjectHeader: false, tagList: 'null' },
    ],
  },
  {
    name: 'zot',
    hosts: 'your own',
    listed: 'API',
    listing: [rebuilt('Referrers API; an unknown image has an empty list.', 'referrers')],
    login: [reported('htpasswd (Basic), or Bearer with a token service of your own.')],
    needs: [
      reported('Access control: `read`, `create`, `update` on the repository.'),
      reported('Retention policies: leave `deleteReferrers` off, and mind `deleteUntagged`.'),
    ],
    limits: [
      rebuilt('Manifests up to 4 MiB, then 413.', 'manifestLimit', 'tooLarge'),
      rebuilt(
        'A mirror of some platforms (`promote --platform`) is refused with 400 `MANIFEST_INVALID` (as seen in its source; only its own sync stores one): promote all platforms.',
        'absentChildren',
      ),
    ],
    plays: [{}],
  },
  {
    name: 'CNCF distribution (registry:2, registry:3)',
    hosts: 'your own',
    listed: 'tag',
    listing: [
      real(NO_API, 'distribution 3.1.1', 'docker-registry 2.8.2'),
      rebuilt('3.x names an ETag and does not honour it, so writers wait for each other.', 'etags'),
    ],
    login: [
      reported(
        'htpasswd (Basic), or a token service. With `autoredirect` behind a proxy that ends TLS the realm becomes http: set `http.host`.',
      ),
    ],
    needs: [
      real(
        'Nothing special: signatures, attached artifacts and the tag are taken as they are.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      real(
        'A repository can hold signatures of images that it lacks (`--signatures-to`).',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      tried(
        '`garbage-collect --delete-untagged` of 2.8 deletes every signature, though the tag lists it; 3.x keeps them. Without that flag both do.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
    ],
    limits: [
      real(
        'Manifests up to 4 MiB, then 400 and the end of the connection.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      real(
        'sha256 only. A sha512 blob is taken and stored by its sha256; the manifest is refused then, and Sealift says why.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      real(
        'A layer that was deleted is put again on the way to a new tag. Where the tag stands, `promote --deep` finds it.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      real(
        'Layers that are not distributed are refused for their URLs (500), unless `validation.manifests.urls.allow` lists them; Sealift says so.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      real(
        'An index is refused while something that it lists is missing. Where a signature was deleted, Sealift leaves what is gone out of the list and keeps the rest.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      real(
        'A mirror of some platforms (`promote --platform`) is refused, unless 3.x has `validation.manifests.indexes.platforms: none` in its settings; 2.x has no such setting.',
        'distribution 3.1.1',
        'docker-registry 2.8.2',
      ),
      rebuilt(
        '2.x: an index that is asked for without its type in Accept is 404; Sealift sends all types.',
        'demandsAccept',
      ),
    ],
    plays: [
      {
        referrers: '404-text',
        subjectHeader: false,
        demandsAccept: true,
        sha256Only: 'stores',
        tooLarge: '400-close',
      },
      {
        referrers: '404-text',
        subjectHeader: false,
        sha256Only: 'stores',
        etags: 'ignored',
        tooLarge: '400-close',
      },
    ],
  },
  {
    name: 'olareg',
    hosts: 'your own',
    listed: 'API, can be switched off',
    listing: [
      real('Referrers API; with `--api-referrer=false` it answers 405, and the tag is used.', 'olareg 0.2.2'),
      real(
        'What `notation sign` first writes by its default, to the tag, its API does not list, and `notation verify` finds nothing. `verify` warns of that; `promote` and `sign` put a signature where the API lists it.',
        'olareg 0.2.2',
      ),
      rebuilt(
        '0.2.2 loses entries when manifests of one image are put at the same time. Sealift puts its own one after the other and puts again what is not listed; two jobs that sign one image at the same moment can still undo each other.',
        'racyReferrers',
        'losesFirstReferrer',
      ),
    ],
    login: [reported('Its own file of users and rights, or none.')],
    needs: [reported('Garbage collection: give pushes time (`--gc-frequency`), or half-written images go.')],
    limits: [
      real('Manifests up to 8 MiB, then 413; Sealift reads 4 MiB.', 'olareg 0.2.2'),
      real('A repository can hold signatures of images that it lacks (`--signatures-to`).', 'olareg 0.2.2'),
      real(
        'A mirror of some platforms (`promote --platform`) is refused; there is no setting for it.',
        'olareg 0.2.2',
      ),
      real('Tags of sha512 digests are set, and signatures of such images found by them.', 'olareg 0.2.2'),
    ],
    plays: [
      { racyReferrers: true, losesFirstReferrer: true },
      { referrers: '405', subjectHeader: false },
    ],
  },
  {
    name: 'Gitea and Forgejo',
    hosts: 'your own',
    listed: 'tag',
    listing: [
      rebuilt(`${NO_API} (as seen in the source of 2022; later versions were not looked at)`, 'referrers'),
    ],
    login: [
      reported(
        'A token with `write:package`. Two challenges come, Bearer and Basic; the realm is the URL that the server is configured with (`ROOT_URL`), which has to be reachable.',
      ),
    ],
    needs: [reported('Clean-up rules: keep `sha256-.*`.')],
    limits: [
      rebuilt('Manifests up to 10 MiB, then 413.', 'manifestLimit', 'tooLarge'),
      reported('A mirror of some platforms (`promote --platform`) is refused; there is no setting for it.'),
    ],
    plays: [{ referrers: '404', subjectHeader: false }],
  },
];

/** Said once, in front of all of them. */
export const EVERYWHERE: readonly Fact[] = [
  rebuilt(IN_BOTH, 'referrers'),
  rebuilt(
    'Redirects of any request are followed on the same host; only blobs may be elsewhere, and credentials stay behind.',
    'movesEverything',
    'blobRedirect',
  ),
  rebuilt(
    'Where the API is absent, a tag `sha256-<digest>` that holds an image of somebody is never overwritten: signing and promoting end with `referrers_tag_taken` before anything is pushed.',
    'tagsByDigest',
  ),
  rebuilt('A `Warning` of the registry is shown and changes nothing.', 'warning'),
  rebuilt(
    'Headers that gateways leave out (digest, length) are made up for by reading the manifest.',
    'noDigestHeader',
    'noHeadLength',
    'emptyHead',
  ),
  rebuilt(
    'What a registry answers with 201 and does not keep is put again once, and ends a promotion before the tag moves; a tag that is not kept ends it after. Without the Referrers API, what a registry lists and does not keep is found by `--deep` alone.',
    'swallows',
    'checksParts',
    'forgetsTags',
  ),
  rebuilt(
    'The tag of a sha512 digest is set as such (`?tag=` of a PUT by digest), or the promotion fails and says so.',
    'sha512Tags',
  ),
];
