using Actors.Contracts;

namespace Actors.Gateway.Mcp;

/// <summary>An error in one text, for models that read nothing else: what was wrong, what to do, and the facts to do it with.</summary>
internal static class ErrorText
{
    public static string Of(ActorError error)
    {
        var facts = string.Join(", ", error.Details.Where(IsNew).Select(fact => $"{fact.Key}: {fact.Value}"));
        return facts.Length == 0 ? error.Message : $"{error.Message} ({facts})";
    }

    /// <summary>What is filed under a JSON pointer is in the message already.</summary>
    private static bool IsNew(KeyValuePair<string, string> fact) => fact.Key is not ("" or ['/', ..]);
}
