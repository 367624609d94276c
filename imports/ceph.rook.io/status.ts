import { array, integer, map, object, string } from '../../crd/schema/schema';

const time = string({ format: 'date-time' });

/** Status that the operator reports. */
export const conditions = array(
  object({ lastHeartbeatTime: time, lastTransitionTime: time, message: string(), reason: string(), status: string(), type: string() }),
);

const key = { keyCephVersion: string(), keyGeneration: integer({ format: 'int32' }), keyType: string({ minLength: 3, maxLength: 7 }) };

/** With which version of Ceph, how often and of which type a key was made. */
export const cephxKey = object(key);

/** The same of a key of which old ones stay valid for a while, and how many do. */
export const countedCephxKey = object({ ...key, priorKeyCount: integer() });

/** The key of an object's daemons. */
export const daemonKey = object({ daemon: cephxKey });

/** The generation that the operator has seen. */
export const observedGeneration = integer({ format: 'int64' });

/** Facts by name, such as endpoints. */
export const info = map(string(), { nullable: true });

/** Times of the last check and the last change, with details. */
export const checked = { details: string(), lastChanged: string(), lastChecked: string() };

/** Status of an object with daemons. */
export const daemonStatus = { cephx: daemonKey, conditions, observedGeneration, phase: string() };

/** Rook adds to its status what the schema does not name. */
export const OPEN_STATUS = { preserveUnknownFields: true } as const;

/** Status of an object without daemons. */
export const plainStatus = object({ conditions, observedGeneration, phase: string() }, OPEN_STATUS);

/** Name and version of the Secret that was read. */
export const secretVersion = object({ name: string(), namespace: string(), resourceVersion: string(), uid: string() }, { mapType: 'atomic' });
