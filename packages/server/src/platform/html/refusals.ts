// What several rooms' pages say of the same refusals.
export type SignInRefusal = 'sign_in_failed' | 'quota_exceeded' | 'overloaded'
export type CodeRefusal = 'code_wrong' | 'code_expired' | 'quota_exceeded' | 'overloaded'
