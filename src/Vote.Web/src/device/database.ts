/**
 * What this client keeps on the device: the credential of a running sign-in, public manifests, and of each board the last signed
 * state, promise and receipt. Never a choice.
 */

const NAME = 'tsukuba-vote';
const STORES = ['credentials', 'manifests', 'boards'] as const;

export type StoreName = (typeof STORES)[number];

export async function load(store: StoreName, key: string): Promise<unknown> {
  return inStore(store, 'readonly', (objects) => objects.get(key));
}

export async function save(store: StoreName, key: string, value: unknown): Promise<void> {
  await inStore(store, 'readwrite', (objects) => objects.put(value, key));
}

export async function clear(store: StoreName): Promise<void> {
  await inStore(store, 'readwrite', (objects) => objects.clear());
}

async function inStore(
  store: StoreName,
  mode: IDBTransactionMode,
  act: (objects: IDBObjectStore) => { readonly result: unknown },
): Promise<unknown> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = () =>
      STORES.filter((store) => !request.result.objectStoreNames.contains(store)).forEach((store) =>
        request.result.createObjectStore(store),
      );
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
}
