/** Tests run on seed 1, and on any other that `MOCK_SPOTWARE_SEED` names. */
export const TEST_SEED = process.env.MOCK_SPOTWARE_SEED || '1'
