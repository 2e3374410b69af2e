/** Where a run takes place, as far as it is known. What is not known is left out, and no remedy speaks of it. */
export interface Situation {
  /** Whether the run is a step of a workflow, which has inputs and is written in YAML, and no command in a shell. */
  readonly isStep: boolean;
  /** The folder that relative paths begin at. */
  readonly folder: string;
  /** The GitHub job of the run. */
  readonly job?: Job;
}

export interface Job {
  /** `acme/app`, the repository of the workflow. */
  readonly repository?: string;
  /** The other repository whose pull request the job runs for. GitHub gives such a job neither secrets nor rights. */
  readonly fork?: string;
  /** Whether the job may ask GitHub for an OIDC token. */
  readonly hasIdentity: boolean;
  /** The job is of an Enterprise Server or of GHE.com: its token is none of github.com, whose packages ghcr.io holds. */
  readonly isEnterprise?: true;
  readonly workspace?: Workspace;
}

export interface Workspace {
  readonly path: string;
  /** `unversioned`: there are files, and none of them is from git. */
  readonly state: 'empty' | 'unversioned' | 'checked out';
}
