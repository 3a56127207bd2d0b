// Loaded before a child's own program: when the channel to the parent closes, the parent has gone, killed perhaps, and
// the child leaves as if it had been asked to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
