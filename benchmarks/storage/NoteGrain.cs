namespace Actors.Benchmarks.Storage;

public sealed class NoteGrain([PersistentState("note")] IPersistentState<Note> note) : Grain, INoteGrain
{
    private static readonly string Text = new('x', 300);

    public Task Save()
    {
        note.State = new Note { Count = note.State.Count + 1, Text = Text };
        return note.WriteStateAsync();
    }
}
