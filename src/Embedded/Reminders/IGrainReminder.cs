namespace Actors.Embedded;

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    /// <summary>Its name, unique within its grain.</summary>
    string ReminderName { get; }
}
